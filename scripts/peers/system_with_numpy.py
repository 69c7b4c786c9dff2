#!/usr/bin/env python3
"""Figures of a whole system (matcher and PAD) by numpy and scipy, from claims made by a formula.

The tests of whole systems make the same claims and hold the numbers that this script prints.
Needs numpy and scipy."""

import numpy
from scipy.optimize import minimize
from scipy.stats import beta


class Draws:
    """A linear congruential generator that is easily written twice."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state * 1103515245 + 12345) % 2147483648
        return self.state / 2147483648


def claims(seed):
    """Presentations (species, PAD score) and rows (presentation, reference, kind, score)."""
    draws = Draws(seed)
    presentations, rows = [], []

    def pad(low, width):
        score = low + width * draws.next()
        return float("nan") if len(presentations) % 23 == 22 else score

    def add(reference, kind, low, width):
        score = low + width * draws.next()
        number = len(presentations) - 1
        if number % 17 == 16:
            score = float("nan")
        rows.append((number, reference, kind, score))

    for person in range(20):
        for _ in range(3):
            presentations.append((None, pad(0.3, 0.7)))
            for reference in range(20):
                if reference == person:
                    add(reference, "genuine", 0.4, 0.6)
                else:
                    add(reference, "impostor", 0.0, 0.6)
    for number in range(40):
        presentations.append(("print", pad(0.0, 0.7)))
        add(number % 20, "attack", 0.3, 0.6)
    for number in range(30):
        presentations.append(("replay", pad(0.0, 0.8)))
        add(number % 20, "attack", 0.2, 0.7)
    return presentations, rows


def columns(seed):
    presentations, rows = claims(seed)
    species = numpy.array([presentations[row[0]][0] or "" for row in rows])
    kind = numpy.array([row[2] for row in rows])
    match = numpy.array([row[3] for row in rows])
    pad = numpy.array([presentations[row[0]][1] for row in rows])
    name = numpy.where(kind == "attack", species, kind)
    return name, match, pad


def table(passed, matched):
    return [
        int((passed & matched).sum()), int((passed & ~matched).sum()),
        int((~passed & matched).sum()), int((~passed & ~matched).sum()),
    ]


def fusion(name, match, pad):
    """Weights of standardised scores, by a general minimiser."""
    weight = numpy.zeros(len(match))
    known = ~numpy.isnan(match) & ~numpy.isnan(pad)
    for which, share in (("genuine", 0.5), ("impostor", 0.25), ("print", 0.125), ("replay", 0.125)):
        of = (name == which) & known
        weight[of] = share / of.sum()
    weight, match, pad = weight[known], match[known], pad[known]
    sign = numpy.where(name[known] == "genuine", 1.0, -1.0)
    means = [(weight * x).sum() for x in (pad, match)]
    deviations = [numpy.sqrt((weight * (x - m) ** 2).sum()) for x, m in zip((pad, match), means)]
    first, second = ((x - m) / d for x, m, d in zip((pad, match), means, deviations))

    def loss(terms):
        odds = terms[0] + terms[1] * first + terms[2] * second
        return (weight * numpy.logaddexp(0, -sign * odds)).sum() + 5e-4 * (terms[1:] ** 2).sum()

    def slope(terms):
        odds = terms[0] + terms[1] * first + terms[2] * second
        pull = -sign * weight / (1 + numpy.exp(sign * odds))
        return numpy.array([
            pull.sum(), (pull * first).sum() + 1e-3 * terms[1],
            (pull * second).sum() + 1e-3 * terms[2],
        ])

    best = minimize(loss, numpy.zeros(3), jac=slope, method="BFGS", options={"gtol": 1e-12})
    return means, deviations, best.x


def interval(errors, trials):
    lower = 0.0 if errors == 0 else beta.ppf(0.025, errors, trials - errors + 1)
    upper = 1.0 if errors == trials else beta.ppf(0.975, errors + 1, trials - errors)
    return float(lower), float(upper)


def main():
    dev, test = columns(1), columns(2)
    name, match, pad = dev
    impostors = match[(name == "impostor") & ~numpy.isnan(match)]
    candidates = numpy.unique(match[~numpy.isnan(match) & numpy.isin(name, ["genuine", "impostor"])])
    rates = [(impostors >= t).mean() for t in candidates]
    threshold = candidates[numpy.argmax(numpy.array(rates) <= 0.05)]
    pad_threshold = 0.45
    print("match threshold", repr(float(threshold)), "for FMR <= 0.05 on dev")

    def decisions(columns):
        _, match, pad = columns
        return pad >= pad_threshold, match >= threshold

    for label, of in (("dev", dev), ("test", test)):
        passed, matched = decisions(of)
        for which in ("genuine", "impostor", "print", "replay"):
            here = of[0] == which
            compared = here & ~numpy.isnan(of[1])
            print(label, which, "claims", int(here.sum()), "compared", int(compared.sum()),
                  "no PAD", int((here & numpy.isnan(of[2])).sum()),
                  "matched", int((here & matched).sum()),
                  "pass+match, pass, match, neither", table(passed[here], matched[here]))

    means, deviations, terms = fusion(*dev)
    print("fusion means", [float(x) for x in means], "deviations", [float(x) for x in deviations])
    print("fusion bias, pad, match", [float(x) for x in terms])

    def fused(columns):
        _, match, pad = columns
        return (terms[0] + terms[1] * (pad - means[0]) / deviations[0]
                + terms[2] * (match - means[1]) / deviations[1])

    passed, matched = decisions(dev)
    genuine = dev[0] == "genuine"
    rejected = int((genuine & ~(passed & matched)).sum())
    scores = fused(dev)[genuine]
    best = max(t for t in scores[~numpy.isnan(scores)]
               if (~(scores >= t)).sum() <= rejected)
    print("fusion threshold", float(best), "serial rejects on dev", rejected)
    accepted = fused(test) >= best
    for which in ("genuine", "impostor", "print", "replay"):
        here = test[0] == which
        print("fusion accepts", which, int((here & accepted).sum()), "of", int(here.sum()))
    passed, matched = decisions(test)
    for which in ("print", "replay"):
        here = test[0] == which
        count = int((here & passed & matched).sum())
        print("IAPAR", which, count, int(here.sum()), interval(count, int(here.sum())))
    # The worst of two species: Bonferroni halves the error of the lower end only.
    for label, of in (("alone", matched), ("serial", passed & matched)):
        counts = [(int((of & (test[0] == w)).sum()), int((test[0] == w).sum()))
                  for w in ("print", "replay")]
        lower = max(beta.ppf(0.0125, k, n - k + 1) if k else 0.0 for k, n in counts)
        upper = max(beta.ppf(0.975, k + 1, n - k) if k < n else 1.0 for k, n in counts)
        print(label, "worst IAPAR interval", float(lower), float(upper))


if __name__ == "__main__":
    main()
