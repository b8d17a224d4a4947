#!/usr/bin/env python3
"""Fits the weights of src/corpus/pair.rs on pairs of sentences marked same or different (MSRP's form).

  target/release/examples/compare --pairs --measures - < PAIRS.jsonl > MEASURES.jsonl
  train/fit_pairs.py PAIRS.jsonl MEASURES.jsonl

Logistic regression by gradient descent, light ridge; prints the weights and five-fold accuracy. Standard library only."""
import json
import math
import sys


def fit(rows, rounds=400, rate=0.5, ridge=1e-3):
    weights = [0.0] * len(rows[0][0])
    for _ in range(rounds):
        slope = [0.0] * len(weights)
        for values, label in rows:
            error = label - 1 / (1 + math.exp(-sum(w * v for w, v in zip(weights, values))))
            for i, v in enumerate(values):
                slope[i] += error * v
        # Momentum-free steps on standardised-enough measures (all 0 to 1) converge in a few hundred rounds.
        weights = [w + rate * 8 * (s / len(rows) - ridge * w / 8) for w, s in zip(weights, slope)]
    return weights


def accuracy(weights, rows):
    return sum((sum(w * v for w, v in zip(weights, values)) >= 0) == bool(label) for values, label in rows) / len(rows)


def main():
    labels = {}
    for line in open(sys.argv[1], encoding="utf-8"):
        pair = json.loads(line)
        labels[pair["id"]] = pair["label"] == "same"
    rows = []
    for line in open(sys.argv[2], encoding="utf-8"):
        judged = json.loads(line)
        rows.append((judged["measures"], int(labels[judged["id"]])))
    folds = []
    for k in range(5):
        held = rows[k::5]
        folds.append(accuracy(fit([r for i, r in enumerate(rows) if i % 5 != k]), held))
    weights = fit(rows)
    print("five folds", [round(a, 4) for a in folds], "mean", round(sum(folds) / 5, 4))
    print("all", round(accuracy(weights, rows), 4))
    print("[" + ", ".join(f"{w:.2f}" for w in weights) + "]")


main()
