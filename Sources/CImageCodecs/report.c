#include "report.h"

#include <string.h>

void CImageCodecs_copy(char *to, const char *from) {
  size_t length = strlen(from);
  if (length > CImageCodecs_message_size - 1) length = CImageCodecs_message_size - 1;
  memcpy(to, from, length);
  to[length] = 0;
}

void CImageCodecs_fail(CImageCodecs_Report *report, CImageCodecs_Verdict verdict,
                       const char *message) {
  report->verdict = verdict;
  CImageCodecs_copy(report->message, message);
}

int CImageCodecs_fits(uint32_t width, uint32_t height, uint32_t max_side,
                      const CImageCodecs_Limits *limits, CImageCodecs_Report *report) {
  if (width > max_side || height > max_side) {
    CImageCodecs_fail(report, CImageCodecs_verdict_too_big, "a side is over the limit");
    return 0;
  }
  if ((uint64_t)width * height > limits->max_pixels) {
    CImageCodecs_fail(report, CImageCodecs_verdict_too_big, "the pixels are over the limit");
    return 0;
  }
  return 1;
}

int CImageCodecs_has_room(const CImageCodecs_Request *request, size_t capacity,
                          CImageCodecs_Report *report) {
  uint64_t pixels = (uint64_t)report->output_width * report->output_height;
  uint64_t bytes = request->layout == CImageCodecs_layout_rgb8 ? 3 : 2;
  if (pixels == 0 || pixels > capacity / bytes) {
    CImageCodecs_fail(report, CImageCodecs_verdict_misuse, "the buffer is too small");
    return 0;
  }
  return 1;
}

CImageCodecs_Format CImageCodecs_sniff(const void *bytes, size_t count) {
  static const uint8_t png[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  static const uint8_t jpeg[2] = {0xff, 0xd8};
  if (count >= sizeof png && memcmp(bytes, png, sizeof png) == 0) return CImageCodecs_format_png;
  if (count >= sizeof jpeg && memcmp(bytes, jpeg, sizeof jpeg) == 0) {
    return CImageCodecs_format_jpeg;
  }
  return CImageCodecs_format_none;
}

static void run(const void *bytes, size_t count, const CImageCodecs_Limits *limits,
                const CImageCodecs_Request *request, void *pixels, size_t capacity,
                CImageCodecs_Report *report) {
  memset(report, 0, sizeof *report);
  uint32_t n = request->denominator;
  if (!(n == 1 || n == 2 || n == 4 || n == 8) ||
      (n != 1 && request->layout != CImageCodecs_layout_rgb8)) {
    CImageCodecs_fail(report, CImageCodecs_verdict_misuse, "there is no such scale");
    return;
  }
  report->format = CImageCodecs_sniff(bytes, count);
  switch (report->format) {
    case CImageCodecs_format_jpeg:
      CImageCodecs_read_jpeg(bytes, count, limits, request, pixels, capacity, report);
      break;
    case CImageCodecs_format_png:
      CImageCodecs_read_png(bytes, count, limits, request, pixels, capacity, report);
      break;
    case CImageCodecs_format_none:
      CImageCodecs_fail(report, CImageCodecs_verdict_not_an_image,
                        count == 0 ? "the file is empty" : "neither a JPEG nor a PNG signature");
  }
}

void CImageCodecs_probe(const void *bytes, size_t count, const CImageCodecs_Limits *limits,
                        const CImageCodecs_Request *request, CImageCodecs_Report *report) {
  run(bytes, count, limits, request, NULL, 0, report);
}

void CImageCodecs_decode(const void *bytes, size_t count, const CImageCodecs_Limits *limits,
                         const CImageCodecs_Request *request, void *pixels, size_t capacity,
                         CImageCodecs_Report *report) {
  run(bytes, count, limits, request, pixels, pixels == NULL ? 0 : capacity, report);
  if (pixels == NULL && report->verdict <= CImageCodecs_verdict_warns) {
    CImageCodecs_fail(report, CImageCodecs_verdict_misuse, "the buffer is too small");
  }
}

const char *CImageCodecs_first_warning(const CImageCodecs_Report *report) {
  return report->first_warning;
}

const char *CImageCodecs_message(const CImageCodecs_Report *report) { return report->message; }
