"""Seconds and processor seconds for the cosines of all pairs of random vectors, as one matrix product with numpy."""
import sys
import time

import numpy as np

count, dimensions = map(int, sys.argv[1:])
random = np.random.default_rng(1)
probes, references = (random.random((count, dimensions), dtype=np.float32) for _ in range(2))
probes[:64] @ references.T
start, used = time.perf_counter(), time.process_time()
probes /= np.linalg.norm(probes, axis=1, keepdims=True)
references /= np.linalg.norm(references, axis=1, keepdims=True)
total = 0.0
for first in range(0, count, 1000):
    total += float((probes[first : first + 1000] @ references.T).sum(dtype=np.float64))
print(time.perf_counter() - start, time.process_time() - used)
