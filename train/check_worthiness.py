#!/usr/bin/env python3
"""Fits the weights of src/lexicon/en/signals.tsv to annotated sentences, and prints the table.

    python3 train/check_worthiness.py GOLD.jsonl[:WEIGHT] ... > signals.tsv

A line of GOLD is {"id", "text", "sentences": [{"start", "end", "label": 0 or 1}]}. The fit is a logistic regression over
the signals of the claim that stands in each sentence, scaled so that scores spread over 0 to 1, rounded to .01.
Every signal must have a weight other than 0 in the present table, or it does not show. Python's standard library only.
"""
import json, math, random, subprocess, sys

TABLE = "src/lexicon/en/signals.tsv"
STEPS, RATE, SHRINK = 60, 0.3, 1e-4


def signals(gold):
    """(names of the signals of the sentence's best claim, label) for every sentence that has a claim"""
    rows = [json.loads(x) for x in open(gold, encoding="utf-8")]
    ask = "".join(json.dumps({"id": r["id"], "text": r["text"]}) + "\n" for r in rows)
    run = subprocess.run(["cargo", "run", "-q", "--release", "--example", "extract", "--", "--format", "jsonl", "-"],
                         input=ask, capture_output=True, text=True, check=True)
    found = {}
    for line in run.stdout.splitlines():
        answer = json.loads(line)
        found[answer["id"]] = answer["claims"]
    out = []
    for r in rows:
        best = [None] * len(r["sentences"])
        at = 0
        for c in sorted(found.get(r["id"], []), key=lambda c: c["start"]):
            while at + 1 < len(best) and r["sentences"][at]["end"] <= c["start"]:
                at += 1
            if best[at] is None or c["check_worthiness"] > best[at]["check_worthiness"]:
                best[at] = c
        out += [([s["name"] for s in c["signals"]], r["sentences"][i]["label"]) for i, c in enumerate(best) if c]
    return out


def fit(sets):
    weight = {}
    data = [(x, y, w) for rows, w in sets for x, y in rows]
    dice = random.Random(7)
    for step in range(STEPS):
        dice.shuffle(data)
        rate = RATE / (1 + step / 4)
        for x, y, w in data:
            p = 1 / (1 + math.exp(-max(-30, min(30, sum(weight.get(k, 0.0) for k in x)))))
            for k in x:
                v = weight.get(k, 0.0)
                weight[k] = v + rate * (w * (y - p) * 0.1 - (0 if k == "base" else SHRINK * v))
    return weight


def main():
    sets = []
    for arg in sys.argv[1:]:
        name, _, w = arg.partition(":")
        sets.append((signals(name), float(w or 1)))
    weight = fit(sets)
    scores = sorted(sum(weight.get(k, 0.0) for k in x) for rows, _ in sets for x, _ in rows)
    low, high = scores[len(scores) // 50], scores[-len(scores) // 200]
    unit = 1 / (high - low)
    for line in open(TABLE, encoding="utf-8"):
        if line.startswith("#"):
            print(line, end="")
            continue
        name, _, words = line.rstrip("\n").split("\t")
        value = weight.get(name, 0.0) * unit - (low * unit if name == "base" else 0)
        print(f"{name}\t{value:.2f}\t{words}")


if __name__ == "__main__":
    main()
