#include "capped_memory.h"

#include <stdlib.h>

/// What stands before every block; its size keeps the block aligned for anything.
typedef union {
  size_t size;
  max_align_t alignment;
} Header;

void *CImageCodecs_take(CImageCodecs_CappedMemory *memory, size_t size) {
  if (size > memory->left || size > SIZE_MAX - sizeof(Header)) {
    memory->was_refused = 1;
    return NULL;
  }
  Header *header = malloc(sizeof(Header) + size);
  if (header == NULL) return NULL;
  header->size = size;
  memory->left -= size;
  return header + 1;
}

void CImageCodecs_give(CImageCodecs_CappedMemory *memory, void *block) {
  if (block == NULL) return;
  Header *header = (Header *)block - 1;
  memory->left += header->size;
  free(header);
}
