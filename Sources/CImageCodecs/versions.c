#include "CImageCodecs.h"

#include <stdio.h>

#include <jpeglib.h>
#include <jerror.h>
#include <png.h>

#define TEXT_OF(value) #value
#define TEXT(value) TEXT_OF(value)

const char *CImageCodecs_png_version(void) { return png_get_libpng_ver(NULL); }

const char *CImageCodecs_jpeg_version(void) {
#ifdef LIBJPEG_TURBO_VERSION
  return "libjpeg-turbo " TEXT(LIBJPEG_TURBO_VERSION);
#else
  return "libjpeg " TEXT(JPEG_LIB_VERSION);
#endif
}

const char *CImageCodecs_jpeg_release(void) {
  struct jpeg_error_mgr errors;
  jpeg_std_error(&errors);
  return errors.jpeg_message_table[JMSG_COPYRIGHT];
}
