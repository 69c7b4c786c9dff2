// Memory for libpng and zlib, counted.
//
// libpng's own limit on a chunk is a benign error, which is only a warning on read: 57 bytes made
// it allocate and clear a gigabyte. A libpng whose limits bind would let us delete this.
#ifndef CIMAGECODECS_CAPPED_MEMORY_H
#define CIMAGECODECS_CAPPED_MEMORY_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
  uint64_t left;
  /// Whether anything was ever refused.
  int was_refused;
} CImageCodecs_CappedMemory;

/// NULL when that much is not left.
void *CImageCodecs_take(CImageCodecs_CappedMemory *memory, size_t size);

/// Gives back what `take` gave; NULL is fine.
void CImageCodecs_give(CImageCodecs_CappedMemory *memory, void *block);

#endif
