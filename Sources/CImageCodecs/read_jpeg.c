#include "report.h"

#include <limits.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

/// Everything one decode owns. It lives in the frame below the one that calls setjmp, so that no
/// value is lost when libjpeg jumps back.
typedef struct {
  struct jpeg_decompress_struct codec;
  struct jpeg_error_mgr errors;
  struct jpeg_progress_mgr progress;
  jmp_buf landing;
  const uint8_t *bytes;
  size_t count;
  const CImageCodecs_Limits *limits;
  const CImageCodecs_Request *request;
  uint8_t *pixels;
  size_t capacity;
  CImageCodecs_Report *report;
} Reader;

static void say(j_common_ptr codec, char *text) {
  char buffer[JMSG_LENGTH_MAX];
  (*codec->err->format_message)(codec, buffer);
  CImageCodecs_copy(text, buffer);
}

/// libjpeg's words for "not this kind of JPEG", as opposed to "broken".
static CImageCodecs_Verdict verdict_of(int code) {
  switch (code) {
    case JERR_IMAGE_TOO_BIG:
    case JERR_WIDTH_OVERFLOW:
    case JERR_NO_BACKING_STORE:
    case JERR_OUT_OF_MEMORY:
      return CImageCodecs_verdict_too_big;
    case JERR_SOF_UNSUPPORTED:
    case JERR_BAD_PRECISION:
    case JERR_EMPTY_IMAGE:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_CCIR601_NOTIMPL:
    case JERR_FRACT_SAMPLE_NOTIMPL:
#if JPEG_LIB_VERSION < 70
    case JERR_ARITH_NOTIMPL:
#endif
      return CImageCodecs_verdict_unsupported;
    default:
      return CImageCodecs_verdict_rejects;
  }
}

static void on_error(j_common_ptr codec) {
  Reader *reader = codec->client_data;
  reader->report->verdict = verdict_of(codec->err->msg_code);
  say(codec, reader->report->message);
  longjmp(reader->landing, 1);
}

static void on_message(j_common_ptr codec, int level) {
  if (level >= 0) return;
  Reader *reader = codec->client_data;
  CImageCodecs_Report *report = reader->report;
  if (codec->err->num_warnings++ == 0) {
    report->first_warning_phase = report->phase;
    say(codec, report->first_warning);
  }
  report->warnings[report->phase]++;
  if (report->phase == CImageCodecs_phase_scan && reader->request->stops_at_damage) {
    report->verdict = CImageCodecs_verdict_warns;
    longjmp(reader->landing, 1);
  }
}

/// Nothing is ever printed.
static void on_output(j_common_ptr codec) { (void)codec; }

/// Called for every row of blocks that is read: a file of a few kilobytes may promise thousands of
/// scans over the same pixels.
static void on_progress(j_common_ptr common) {
  j_decompress_ptr codec = (j_decompress_ptr)common;
  Reader *reader = common->client_data;
  uint32_t scans = codec->input_scan_number > 0 ? (uint32_t)codec->input_scan_number : 0;
  reader->report->scans = scans;
  uint64_t pixels = (uint64_t)codec->image_width * codec->image_height;
  if (scans > reader->limits->max_scans ||
      (scans > 1 && scans * pixels > reader->limits->max_scan_pixels)) {
    CImageCodecs_fail(reader->report, CImageCodecs_verdict_too_big,
                      "the scans are over the limit");
    longjmp(reader->landing, 1);
  }
}

/// The low half of the frame's SOF marker, or -1. libjpeg-turbo 3 decodes lossless frames without
/// saying so in its public header, and earlier ones do not; refusing by the marker makes both
/// agree. Walks as libjpeg does: bytes that are no marker are passed over.
static int frame_marker(const uint8_t *bytes, size_t count) {
  size_t at = 2;
  while (at < count) {
    if (bytes[at++] != 0xff) continue;
    while (at < count && bytes[at] == 0xff) at++;
    if (at >= count) return -1;
    uint8_t code = bytes[at++];
    if (code >= 0xc0 && code <= 0xcf && code != 0xc4 && code != 0xc8 && code != 0xcc) {
      return code & 0x0f;
    }
    if (code <= 0x01 || (code >= 0xd0 && code <= 0xd9)) continue;
    if (count - at < 2) return -1;
    size_t length = (size_t)bytes[at] << 8 | bytes[at + 1];
    if (length > count - at) return -1;
    at += length;
  }
  return -1;
}

/// Ends the report when the header promises something that is refused on purpose.
static int is_supported(Reader *reader) {
  j_decompress_ptr codec = &reader->codec;
  switch (frame_marker(reader->bytes, reader->count)) {
    case 0: case 1: case 2: case 9: case 10: break;
    default:
      CImageCodecs_fail(reader->report, CImageCodecs_verdict_unsupported,
                        "a coding process other than baseline, extended or progressive");
      return 0;
  }
  if (codec->data_precision != 8) {
    CImageCodecs_fail(reader->report, CImageCodecs_verdict_unsupported,
                      "samples of other than 8 bits");
    return 0;
  }
  int wants_grey = reader->request->layout == CImageCodecs_layout_grey16;
  switch (codec->jpeg_color_space) {
    case JCS_GRAYSCALE: case JCS_YCbCr: return 1;
    case JCS_RGB: case JCS_CMYK: case JCS_YCCK:
      if (!wants_grey) return 1;
      break;
    default: break;
  }
  CImageCodecs_fail(reader->report, CImageCodecs_verdict_unsupported,
                    wants_grey ? "a JPEG without luma" : "a JPEG of unknown colours");
  return 0;
}

/// Rows straight into the caller's pixels.
static void read_rgb(Reader *reader) {
  j_decompress_ptr codec = &reader->codec;
  size_t stride = (size_t)codec->output_width * 3;
  while (codec->output_scanline < codec->output_height) {
    JSAMPROW rows[16];
    JDIMENSION wanted = codec->output_height - codec->output_scanline;
    if (wanted > 16) wanted = 16;
    for (JDIMENSION row = 0; row < wanted; row++) {
      rows[row] = reader->pixels + (codec->output_scanline + row) * stride;
    }
    jpeg_read_scanlines(codec, rows, wanted);
  }
}

/// `a * b / 255`, rounded.
static inline uint8_t times(unsigned a, unsigned b) { return (uint8_t)((a * b + 127) / 255); }

/// Adobe stores inks inverted, others as they are; both become RGB by multiplying with black.
static void read_cmyk(Reader *reader) {
  j_decompress_ptr codec = &reader->codec;
  unsigned flip = codec->saw_Adobe_marker ? 0 : 255;
  JSAMPARRAY row = (*codec->mem->alloc_sarray)(
      (j_common_ptr)codec, JPOOL_IMAGE, codec->output_width * 4, 1);
  while (codec->output_scanline < codec->output_height) {
    uint8_t *to = reader->pixels + (size_t)codec->output_scanline * codec->output_width * 3;
    jpeg_read_scanlines(codec, row, 1);
    const uint8_t *from = row[0];
    for (JDIMENSION x = 0; x < codec->output_width; x++, from += 4, to += 3) {
      unsigned black = from[3] ^ flip;
      to[0] = times(from[0] ^ flip, black);
      to[1] = times(from[1] ^ flip, black);
      to[2] = times(from[2] ^ flip, black);
    }
  }
}

static void read_grey16(Reader *reader) {
  j_decompress_ptr codec = &reader->codec;
  uint16_t *values = (uint16_t *)(void *)reader->pixels;
  JSAMPARRAY row = (*codec->mem->alloc_sarray)(
      (j_common_ptr)codec, JPOOL_IMAGE, codec->output_width, 1);
  while (codec->output_scanline < codec->output_height) {
    uint16_t *to = values + (size_t)codec->output_scanline * codec->output_width;
    jpeg_read_scanlines(codec, row, 1);
    for (JDIMENSION x = 0; x < codec->output_width; x++) to[x] = row[0][x];
  }
}

/// libjpeg takes zero for "no limit".
static long memory_limit(const CImageCodecs_Limits *limits) {
  if (limits->max_jpeg_memory > LONG_MAX) return LONG_MAX;
  return limits->max_jpeg_memory == 0 ? 1 : (long)limits->max_jpeg_memory;
}

/// Everything that may jump. Changes nothing but `*reader`, which outlives the jump.
static void read_all(Reader *reader) {
  j_decompress_ptr codec = &reader->codec;
  CImageCodecs_Report *report = reader->report;
  if (setjmp(reader->landing)) return;

  jpeg_create_decompress(codec);
  codec->mem->max_memory_to_use = memory_limit(reader->limits);
  codec->progress = &reader->progress;
  jpeg_mem_src(codec, reader->bytes, reader->count);
  jpeg_read_header(codec, TRUE);
  report->width = codec->image_width;
  report->height = codec->image_height;
  report->bit_depth = (uint32_t)codec->data_precision;
  report->channels = (uint32_t)codec->num_components;
  if (!CImageCodecs_fits(codec->image_width, codec->image_height, UINT32_MAX, reader->limits,
                         report) ||
      !is_supported(reader)) {
    return;
  }

  int is_inked = codec->jpeg_color_space == JCS_CMYK || codec->jpeg_color_space == JCS_YCCK;
  int is_grey16 = reader->request->layout == CImageCodecs_layout_grey16;
  codec->out_color_space = is_grey16 ? JCS_GRAYSCALE : is_inked ? JCS_CMYK : JCS_RGB;
  codec->scale_num = 1;
  codec->scale_denom = reader->request->denominator;
  jpeg_calc_output_dimensions(codec);
  report->output_width = codec->output_width;
  report->output_height = codec->output_height;
  if (reader->pixels == NULL || !CImageCodecs_has_room(reader->request, reader->capacity, report)) {
    return;
  }

  report->phase = CImageCodecs_phase_scan;
  jpeg_start_decompress(codec);
  if (is_grey16) {
    read_grey16(reader);
  } else if (is_inked) {
    read_cmyk(reader);
  } else {
    read_rgb(reader);
  }
  jpeg_finish_decompress(codec);
}

void CImageCodecs_read_jpeg(const void *bytes, size_t count, const CImageCodecs_Limits *limits,
                            const CImageCodecs_Request *request, void *pixels, size_t capacity,
                            CImageCodecs_Report *report) {
  Reader reader;
  memset(&reader, 0, sizeof reader);
  reader.bytes = bytes;
  reader.count = count;
  reader.limits = limits;
  reader.request = request;
  reader.pixels = pixels;
  reader.capacity = capacity;
  reader.report = report;
  reader.progress.progress_monitor = on_progress;
  reader.codec.err = jpeg_std_error(&reader.errors);
  reader.errors.error_exit = on_error;
  reader.errors.emit_message = on_message;
  reader.errors.output_message = on_output;
  reader.codec.client_data = &reader;

  read_all(&reader);
  if (report->verdict == CImageCodecs_verdict_decodes && reader.errors.num_warnings > 0) {
    report->verdict = CImageCodecs_verdict_warns;
  }
  jpeg_destroy_decompress(&reader.codec);
}
