"""The counts of many texts, kept small: per text its buckets and how often each was hit."""

import numpy as np

from features import BUCKETS, bucket_counts

LOT = 256


class SparseRows:
    """Rows of (bucket, count) one after another; `ends[i]` is where row i ends."""

    def __init__(self, buckets, counts, ends):
        self.buckets, self.counts, self.ends = buckets, counts, ends
        self.logarithms = np.log1p(np.arange(256)).astype(np.float32)

    @classmethod
    def of(cls, texts):
        buckets, counts, lengths = [], [], []
        for start in range(0, len(texts), LOT):
            found = bucket_counts(texts[start : start + LOT])
            row, bucket = np.nonzero(found)
            buckets.append(bucket.astype(np.uint16))
            counts.append(np.minimum(found[row, bucket], 255).astype(np.uint8))
            lengths.append(np.bincount(row, minlength=len(found)))
        return cls(np.concatenate(buckets), np.concatenate(counts), np.cumsum(np.concatenate(lengths)))

    def dense(self, rows, random, left_out):
        """The feature vectors of some rows, a random share of the features left out."""
        starts = np.where(rows > 0, self.ends[rows - 1], 0)
        lengths = self.ends[rows] - starts
        inside = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        places = np.repeat(starts, lengths) + inside
        owners = np.repeat(np.arange(len(rows)), lengths)
        kept = random.random(len(places), np.float32) >= left_out
        places, owners = places[kept], owners[kept]
        vectors = np.zeros((len(rows), BUCKETS), np.float32)
        vectors[owners, self.buckets[places]] = self.logarithms[self.counts[places]]
        return vectors / np.maximum(np.sqrt(np.einsum("ij,ij->i", vectors, vectors))[:, None], np.float32(1e-6))
