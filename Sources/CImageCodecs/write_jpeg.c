#include "CImageCodecs.h"
#include "report.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

/// Everything one encode owns; see read_jpeg.c for why it lives outside the function with setjmp.
typedef struct {
  struct jpeg_compress_struct codec;
  struct jpeg_error_mgr errors;
  jmp_buf landing;
  const uint8_t *samples;
  uint32_t width, height, channels, quality, halves_chroma;
  unsigned char *bytes;
  unsigned long count;
  CImageCodecs_File *file;
} Writer;

static void on_error(j_common_ptr codec) {
  Writer *writer = codec->client_data;
  char buffer[JMSG_LENGTH_MAX];
  (*codec->err->format_message)(codec, buffer);
  CImageCodecs_copy(writer->file->message, buffer);
  longjmp(writer->landing, 1);
}

static void on_message(j_common_ptr codec, int level) {
  (void)codec;
  (void)level;
}

static int write_all(Writer *writer) {
  j_compress_ptr codec = &writer->codec;
  if (setjmp(writer->landing)) return 0;
  jpeg_create_compress(codec);
  jpeg_mem_dest(codec, &writer->bytes, &writer->count);
  codec->image_width = writer->width;
  codec->image_height = writer->height;
  codec->input_components = (int)writer->channels;
  codec->in_color_space = writer->channels == 3 ? JCS_RGB : JCS_GRAYSCALE;
  jpeg_set_defaults(codec);
  jpeg_set_quality(codec, (int)writer->quality, TRUE);
  codec->dct_method = JDCT_ISLOW;
  if (writer->channels == 3) {
    int factor = writer->halves_chroma ? 2 : 1;
    codec->comp_info[0].h_samp_factor = factor;
    codec->comp_info[0].v_samp_factor = factor;
  }
  jpeg_start_compress(codec, TRUE);
  size_t stride = (size_t)writer->width * writer->channels;
  while (codec->next_scanline < codec->image_height) {
    // libjpeg declares its input rows writable and never writes to them.
    JSAMPROW row = (JSAMPROW)(uintptr_t)(writer->samples + codec->next_scanline * stride);
    jpeg_write_scanlines(codec, &row, 1);
  }
  jpeg_finish_compress(codec);
  return 1;
}

void CImageCodecs_encode_jpeg(const void *samples, uint32_t width, uint32_t height,
                              uint32_t channels, uint32_t quality, uint32_t halves_chroma,
                              CImageCodecs_File *file) {
  memset(file, 0, sizeof *file);
  Writer writer;
  memset(&writer, 0, sizeof writer);
  writer.samples = samples;
  writer.width = width;
  writer.height = height;
  writer.channels = channels;
  writer.quality = quality;
  writer.halves_chroma = halves_chroma;
  writer.file = file;
  writer.codec.err = jpeg_std_error(&writer.errors);
  writer.errors.error_exit = on_error;
  writer.errors.emit_message = on_message;
  writer.codec.client_data = &writer;

  int is_written = write_all(&writer);
  jpeg_destroy_compress(&writer.codec);
  if (is_written) {
    file->bytes = writer.bytes;
    file->count = file->capacity = writer.count;
  } else {
    free(writer.bytes);
  }
}
