#include "CImageCodecs.h"

#include <stdlib.h>

const char *CImageCodecs_file_message(const CImageCodecs_File *file) { return file->message; }

void CImageCodecs_release(CImageCodecs_File *file) {
  free(file->bytes);
  file->bytes = NULL;
  file->count = file->capacity = 0;
}
