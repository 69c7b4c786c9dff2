#include "report.h"
#include "capped_memory.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

/// Chunks other than pixels that libpng may keep.
enum { kept_chunks = 128 };

/// Everything one decode owns. It lives in the frame below the one that calls setjmp, so that no
/// value is lost when libpng jumps back.
typedef struct {
  png_structp codec;
  png_infop info;
  jmp_buf landing;
  CImageCodecs_CappedMemory memory;
  const uint8_t *bytes;
  size_t count;
  size_t at;
  const CImageCodecs_Limits *limits;
  const CImageCodecs_Request *request;
  uint8_t *pixels;
  size_t capacity;
  CImageCodecs_Report *report;
  /// One stored row, and sums of a few of them, where the output is not what libpng writes.
  uint8_t *row;
  uint32_t *sums;
  uint8_t *whole;
  png_bytepp rows;
} Reader;

static void on_error(png_structp codec, png_const_charp message) {
  Reader *reader = png_get_error_ptr(codec);
  CImageCodecs_fail(reader->report,
                    reader->memory.was_refused ? CImageCodecs_verdict_too_big
                                               : CImageCodecs_verdict_rejects,
                    message);
  longjmp(reader->landing, 1);
}

static uint64_t warning_count(const CImageCodecs_Report *report) {
  return (uint64_t)report->warnings[0] + report->warnings[1] + report->warnings[2];
}

static void on_warning(png_structp codec, png_const_charp message) {
  Reader *reader = png_get_error_ptr(codec);
  CImageCodecs_Report *report = reader->report;
  if (warning_count(report) == 0) {
    report->first_warning_phase = report->phase;
    CImageCodecs_copy(report->first_warning, message);
  }
  report->warnings[report->phase]++;
}

static void on_read(png_structp codec, png_bytep to, png_size_t wanted) {
  Reader *reader = png_get_io_ptr(codec);
  if (wanted > reader->count - reader->at) png_error(codec, "the file ends too early");
  memcpy(to, reader->bytes + reader->at, wanted);
  reader->at += wanted;
}

static png_voidp on_take(png_structp codec, png_alloc_size_t size) {
  return CImageCodecs_take(png_get_mem_ptr(codec), size);
}

static void on_give(png_structp codec, png_voidp block) {
  CImageCodecs_give(png_get_mem_ptr(codec), block);
}

static uint32_t number(const uint8_t *bytes) {
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/// CRC-32 as PNG uses it (PNG specification, third edition, annex D), for the few bytes of a header.
static uint32_t checksum(const uint8_t *bytes, size_t count) {
  uint32_t value = 0xffffffff;
  for (size_t index = 0; index < count; index++) {
    value ^= bytes[index];
    for (int bit = 0; bit < 8; bit++) value = value >> 1 ^ (value & 1 ? 0xedb88320 : 0);
  }
  return ~value;
}

/// Takes the size from a sound IHDR before libpng sees the file: libpng reports a side over its
/// limit in the same words as a broken header. Whatever else is wrong is left for it to say.
static int header_fits(Reader *reader) {
  const uint8_t *bytes = reader->bytes;
  if (reader->count < 33 || number(bytes + 8) != 13 || memcmp(bytes + 12, "IHDR", 4) != 0 ||
      number(bytes + 29) != checksum(bytes + 12, 17)) {
    return 1;
  }
  uint32_t width = number(bytes + 16), height = number(bytes + 20);
  if (width == 0 || height == 0 || width > INT32_MAX || height > INT32_MAX) return 1;
  reader->report->width = width;
  reader->report->height = height;
  return CImageCodecs_fits(width, height, reader->limits->max_png_side, reader->limits,
                           reader->report);
}

static uint32_t divided(uint32_t side, uint32_t denominator) {
  return side / denominator + (side % denominator != 0);
}

/// Tells the report what will be decoded; ends it when that is refused.
static int describe(Reader *reader) {
  CImageCodecs_Report *report = reader->report;
  png_uint_32 width, height;
  int bit_depth, colour, interlace, compression, filter;
  png_get_IHDR(reader->codec, reader->info, &width, &height, &bit_depth, &colour, &interlace,
               &compression, &filter);
  int has_transparency = png_get_valid(reader->codec, reader->info, PNG_INFO_tRNS) != 0;
  report->width = width;
  report->height = height;
  report->bit_depth = (uint32_t)bit_depth;
  report->channels = colour == PNG_COLOR_TYPE_PALETTE
                         ? (has_transparency ? 4 : 3)
                         : png_get_channels(reader->codec, reader->info);
  uint32_t denominator = reader->request->denominator;
  report->output_width = divided(width, denominator);
  report->output_height = divided(height, denominator);
  if (!CImageCodecs_fits(width, height, reader->limits->max_png_side, reader->limits, report)) {
    return 0;
  }
  if (reader->request->layout == CImageCodecs_layout_grey16 &&
      (colour & ~PNG_COLOR_MASK_ALPHA) != PNG_COLOR_TYPE_GRAY) {
    CImageCodecs_fail(report, CImageCodecs_verdict_unsupported, "a colour PNG has no single value");
    return 0;
  }
  return 1;
}

/// Makes libpng write what the caller asked for.
static void transform(Reader *reader) {
  png_structp codec = reader->codec;
  if (reader->request->layout == CImageCodecs_layout_rgb8) {
    png_set_expand(codec);
    png_set_scale_16(codec);
    png_set_gray_to_rgb(codec);
  } else if (reader->report->bit_depth == 16) {
    const uint16_t one = 1;
    if (*(const uint8_t *)&one == 1) png_set_swap(codec);
  } else {
    png_set_packing(codec);
  }
  png_set_strip_alpha(codec);
  png_set_interlace_handling(codec);
}

/// Averages blocks of `denominator` by `denominator` stored pixels, fewer at the far edges.
static void add_row(Reader *reader, const uint8_t *row, uint32_t y) {
  uint32_t n = reader->request->denominator;
  uint32_t width = reader->report->width, height = reader->report->height;
  uint32_t *sums = reader->sums;
  size_t sum_count = (size_t)reader->report->output_width * 3;
  if (y % n == 0) memset(sums, 0, sum_count * sizeof *sums);
  for (uint32_t x = 0; x < width; x++) {
    uint32_t *sum = sums + (size_t)(x / n) * 3;
    sum[0] += row[(size_t)x * 3];
    sum[1] += row[(size_t)x * 3 + 1];
    sum[2] += row[(size_t)x * 3 + 2];
  }
  if (y % n != n - 1 && y != height - 1) return;
  uint8_t *to = reader->pixels + (size_t)(y / n) * sum_count;
  for (uint32_t x = 0; x < reader->report->output_width; x++) {
    uint32_t columns = width - x * n < n ? width - x * n : n;
    uint32_t area = columns * (y % n + 1);
    for (int c = 0; c < 3; c++) {
      to[(size_t)x * 3 + c] = (uint8_t)((sums[(size_t)x * 3 + c] + area / 2) / area);
    }
  }
}

/// A row of stored 8-bit values as the caller's 16-bit ones.
static void widen(const uint8_t *row, uint16_t *to, uint32_t width) {
  for (uint32_t x = 0; x < width; x++) to[x] = row[x];
}

static void read_pixels(Reader *reader) {
  png_structp codec = reader->codec;
  const CImageCodecs_Report *report = reader->report;
  uint32_t height = report->height;
  int is_grey16 = reader->request->layout == CImageCodecs_layout_grey16;
  int is_reduced = reader->request->denominator > 1;
  int is_widened = is_grey16 && report->bit_depth < 16;
  size_t stride = png_get_rowbytes(codec, reader->info);
  size_t expected = (size_t)report->width * (is_grey16 ? (is_widened ? 1 : 2) : 3);
  if (stride != expected) png_error(codec, "the rows are not of the expected size");

  // The pixels that are not the caller's own count against the pixel limits, not the memory's.
  int passes = png_get_interlace_type(codec, reader->info) == PNG_INTERLACE_NONE ? 1 : 7;
  if (is_reduced) {
    reader->sums = malloc((size_t)report->output_width * 3 * sizeof *reader->sums);
    if (reader->sums == NULL) png_error(codec, "out of memory");
  }
  if (passes > 1) {
    uint8_t *base = reader->pixels;
    if (is_reduced || is_widened) {
      base = reader->whole = malloc(stride * height);
      if (base == NULL) png_error(codec, "out of memory");
    }
    reader->rows = malloc(height * sizeof *reader->rows);
    if (reader->rows == NULL) png_error(codec, "out of memory");
    for (uint32_t y = 0; y < height; y++) reader->rows[y] = base + y * stride;
    png_read_image(codec, reader->rows);
  } else if (is_reduced || is_widened) {
    reader->row = malloc(stride);
    if (reader->row == NULL) png_error(codec, "out of memory");
  }
  if (passes > 1 && !is_reduced && !is_widened) return;
  for (uint32_t y = 0; y < height; y++) {
    uint8_t *row = passes > 1 ? reader->rows[y]
                   : reader->row != NULL ? reader->row
                                         : reader->pixels + y * stride;
    if (passes == 1) png_read_row(codec, row, NULL);
    if (is_reduced) add_row(reader, row, y);
    if (is_widened) {
      widen(row, (uint16_t *)(void *)reader->pixels + (size_t)y * report->width, report->width);
    }
  }
}

/// Everything that may jump. Changes nothing but `*reader`, which outlives the jump.
static void read_all(Reader *reader) {
  CImageCodecs_Report *report = reader->report;
  if (setjmp(reader->landing)) return;

  reader->codec = png_create_read_struct_2(PNG_LIBPNG_VER_STRING, reader, on_error, on_warning,
                                           &reader->memory, on_take, on_give);
  if (reader->codec != NULL) reader->info = png_create_info_struct(reader->codec);
  if (reader->codec == NULL || reader->info == NULL) {
    if (report->verdict == CImageCodecs_verdict_decodes) {
      CImageCodecs_fail(report, CImageCodecs_verdict_too_big, "out of memory");
    }
    return;
  }
  png_set_user_limits(reader->codec, reader->limits->max_png_side, reader->limits->max_png_side);
  png_set_chunk_cache_max(reader->codec, kept_chunks);
  png_set_crc_action(reader->codec, PNG_CRC_ERROR_QUIT, PNG_CRC_WARN_DISCARD);
  png_set_read_fn(reader->codec, reader, on_read);
  png_read_info(reader->codec, reader->info);
  if (!describe(reader) || reader->pixels == NULL ||
      !CImageCodecs_has_room(reader->request, reader->capacity, report)) {
    return;
  }

  report->phase = CImageCodecs_phase_scan;
  transform(reader);
  png_read_update_info(reader->codec, reader->info);
  read_pixels(reader);
  if (reader->request->stops_at_damage && report->warnings[CImageCodecs_phase_scan] > 0) return;
  report->phase = CImageCodecs_phase_trailer;
  png_read_end(reader->codec, NULL);
}

void CImageCodecs_read_png(const void *bytes, size_t count, const CImageCodecs_Limits *limits,
                           const CImageCodecs_Request *request, void *pixels, size_t capacity,
                           CImageCodecs_Report *report) {
  Reader reader;
  memset(&reader, 0, sizeof reader);
  reader.memory.left = limits->max_png_memory;
  reader.bytes = bytes;
  reader.count = count;
  reader.limits = limits;
  reader.request = request;
  reader.pixels = pixels;
  reader.capacity = capacity;
  reader.report = report;
  if (!header_fits(&reader)) return;

  read_all(&reader);
  if (report->verdict == CImageCodecs_verdict_decodes && warning_count(report) > 0) {
    report->verdict = CImageCodecs_verdict_warns;
  }
  png_destroy_read_struct(&reader.codec, &reader.info, NULL);
  free(reader.row);
  free(reader.sums);
  free(reader.whole);
  free(reader.rows);
}
