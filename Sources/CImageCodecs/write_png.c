#include "CImageCodecs.h"
#include "report.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

/// Part of what makes the same pixels the same bytes. zlib's own default is 6, which takes three
/// times as long on photographs and saves a twentieth.
enum { compression_level = 3 };

/// Everything one encode owns; see read_png.c for why it lives outside the function with setjmp.
typedef struct {
  png_structp codec;
  png_infop info;
  jmp_buf landing;
  const uint8_t *samples;
  uint32_t width, height, channels, bit_depth;
  CImageCodecs_File *file;
} Writer;

static void on_error(png_structp codec, png_const_charp message) {
  Writer *writer = png_get_error_ptr(codec);
  CImageCodecs_copy(writer->file->message, message);
  longjmp(writer->landing, 1);
}

static void on_warning(png_structp codec, png_const_charp message) {
  (void)codec;
  (void)message;
}

static void on_write(png_structp codec, png_bytep bytes, png_size_t count) {
  CImageCodecs_File *file = ((Writer *)png_get_io_ptr(codec))->file;
  if (count > SIZE_MAX / 2 - file->count) png_error(codec, "out of memory");
  if (file->count + count > file->capacity) {
    size_t capacity = file->capacity < 4096 ? 4096 : file->capacity;
    while (capacity < file->count + count) capacity *= 2;
    uint8_t *grown = realloc(file->bytes, capacity);
    if (grown == NULL) png_error(codec, "out of memory");
    file->bytes = grown;
    file->capacity = capacity;
  }
  memcpy(file->bytes + file->count, bytes, count);
  file->count += count;
}

static void on_flush(png_structp codec) { (void)codec; }

static int write_all(Writer *writer) {
  if (setjmp(writer->landing)) return 0;
  writer->codec =
      png_create_write_struct(PNG_LIBPNG_VER_STRING, writer, on_error, on_warning);
  if (writer->codec != NULL) writer->info = png_create_info_struct(writer->codec);
  if (writer->codec == NULL || writer->info == NULL) {
    CImageCodecs_copy(writer->file->message, "out of memory");
    return 0;
  }
  png_structp codec = writer->codec;
  png_set_user_limits(codec, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_write_fn(codec, writer, on_write, on_flush);
  png_set_compression_level(codec, compression_level);
  png_set_filter(codec, PNG_FILTER_TYPE_BASE, PNG_FILTER_SUB);
  png_set_IHDR(codec, writer->info, writer->width, writer->height, (int)writer->bit_depth,
               writer->channels == 3 ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_GRAY,
               PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(codec, writer->info);
  const uint16_t one = 1;
  if (writer->bit_depth == 16 && *(const uint8_t *)&one == 1) png_set_swap(codec);
  size_t stride = (size_t)writer->width * writer->channels * (writer->bit_depth / 8);
  for (uint32_t y = 0; y < writer->height; y++) {
    png_write_row(codec, writer->samples + y * stride);
  }
  png_write_end(codec, writer->info);
  return 1;
}

void CImageCodecs_encode_png(const void *samples, uint32_t width, uint32_t height,
                             uint32_t channels, uint32_t bit_depth, CImageCodecs_File *file) {
  memset(file, 0, sizeof *file);
  Writer writer;
  memset(&writer, 0, sizeof writer);
  writer.samples = samples;
  writer.width = width;
  writer.height = height;
  writer.channels = channels;
  writer.bit_depth = bit_depth;
  writer.file = file;
  int is_written = write_all(&writer);
  png_destroy_write_struct(&writer.codec, &writer.info);
  if (!is_written) CImageCodecs_release(file);
}
