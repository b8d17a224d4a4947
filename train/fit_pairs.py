#!/usr/bin/env python3
"""Fits the weights of src/corpus/pair.rs on pairs of sentences marked same or different (MSRP's form).

  target/release/examples/compare --pairs --measures - < PAIRS.jsonl > MEASURES.jsonl
  train/fit_pairs.py PAIRS.jsonl MEASURES.jsonl

Logistic regression by Newton steps, light ridge; prints the weights and five-fold accuracy. Standard library only."""
import json
import math
import sys


def solve(matrix, right):
    """Gaussian elimination with pivoting."""
    n = len(right)
    rows = [list(matrix[i]) + [right[i]] for i in range(n)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(i + 1, n):
            factor = rows[k][i] / rows[i][i]
            rows[k] = [x - factor * y for x, y in zip(rows[k], rows[i])]
    out = [0.0] * n
    for i in reversed(range(n)):
        out[i] = (rows[i][n] - sum(rows[i][k] * out[k] for k in range(i + 1, n))) / rows[i][i]
    return out


def fit(rows, rounds=8, ridge=1.0):
    n = len(rows[0][0])
    weights = [0.0] * n
    for _ in range(rounds):
        slope, curve = [-ridge * w for w in weights], [[ridge * (i == k) for k in range(n)] for i in range(n)]
        for values, label in rows:
            chance = 1 / (1 + math.exp(-sum(w * v for w, v in zip(weights, values))))
            for i, v in enumerate(values):
                slope[i] += (label - chance) * v
                if v:
                    for k in range(n):
                        curve[i][k] += chance * (1 - chance) * v * values[k]
        weights = [w + step for w, step in zip(weights, solve(curve, slope))]
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
