"""Percentiles, histograms and outliers of plain lists of numbers."""

PERCENTILES = (50, 75, 90, 99)
OUTLIER_REACH = 3.0
MIN_FOR_OUTLIERS = 8


def percentile(ordered, percent):
    """The value below which `percent` of the ordered values lie, interpolated between its neighbours."""
    position = (len(ordered) - 1) * percent / 100
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def distribution(values):
    """Count, minimum, maximum, mean, percentiles and a histogram; only {"count": 0} when there are no values."""
    if not values:
        return {"count": 0}
    ordered = sorted(values)
    spread = {f"p{percent}": round(percentile(ordered, percent), 2) for percent in PERCENTILES}
    return {
        "count": len(ordered),
        "min": ordered[0],
        "max": ordered[-1],
        "mean": round(sum(ordered) / len(ordered), 2),
        **spread,
        "histogram": histogram(ordered),
    }


def histogram(ordered):
    """Counts in bins that double in width: 0, 1, 2-3, 4-7, 8-15, ... as [{from, to, count}]."""
    bins = []
    low, high = 0, 0
    at = 0
    while at < len(ordered):
        count = 0
        while at < len(ordered) and ordered[at] < high + 1:
            count += 1
            at += 1
        bins.append({"from": low, "to": high, "count": count})
        low, high = high + 1, high * 2 + 1
    return bins


def outliers(members, key):
    """The members above Tukey's far fence of their group: [(member, fence)]; small groups have none."""
    if len(members) < MIN_FOR_OUTLIERS:
        return []
    ordered = sorted(member[key] for member in members)
    low, high = percentile(ordered, 25), percentile(ordered, 75)
    fence = round(high + OUTLIER_REACH * max(high - low, 1), 2)
    return [(member, fence) for member in members if member[key] > fence]
