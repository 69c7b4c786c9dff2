#!/usr/bin/env python3
"""The rates of a score file by pandas and scikit-learn, the way an evaluation notebook does it.

    with_pandas.py FILE        prints JSON

Reads the whole file with `read_csv`, takes EER and AUC from scikit-learn, APCER of each species and
BPCER at the EER threshold, BPCER10/20/100, and Clopper-Pearson intervals of the rates from scipy.
"""

import json
import sys

import numpy as np
import pandas as pd
from scipy.stats import beta
from sklearn.metrics import roc_auc_score, roc_curve


def interval(errors, trials, level=0.95):
    """Clopper-Pearson."""
    tail = (1 - level) / 2
    lower = 0.0 if errors == 0 else beta.ppf(tail, errors, trials - errors + 1)
    upper = 1.0 if errors == trials else beta.ppf(1 - tail, errors + 1, trials - errors)
    return [float(lower), float(upper)]


def rate(errors, trials):
    """A rate with its counts and its interval."""
    return {"errors": int(errors), "trials": int(trials), "interval": interval(errors, trials)}


def main():
    frame = pd.read_csv(sys.argv[1])
    truth = frame["is_bonafide"].to_numpy(dtype=bool)
    scores = frame["score"].to_numpy()
    # scikit-learn drops points on straight stretches by default, and the EER point may be on one.
    fpr, tpr, thresholds = roc_curve(truth, scores, drop_intermediate=False)
    best = np.argmin(np.abs(fpr - (1 - tpr)))
    threshold = thresholds[best]
    bona_fide = scores[truth]
    species = dict(list(frame.loc[~truth].groupby("attack_type")["score"]))
    result = {
        "eer": float((fpr[best] + 1 - tpr[best]) / 2),
        "threshold": float(threshold),
        "auc": float(roc_auc_score(truth, scores)),
        "apcer": {
            name: rate((of >= threshold).sum(), len(of)) for name, of in sorted(species.items())},
        "bpcer": rate((bona_fide < threshold).sum(), len(bona_fide)),
    }
    descending = [np.sort(of.to_numpy())[::-1] for of in species.values()]
    for k in (10, 20, 100):
        # The first attack score of each species that must not be accepted any more.
        limit = max(of[len(of) // k] for of in descending)
        result[f"bpcer{k}"] = rate((bona_fide <= limit).sum(), len(bona_fide))
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
