// PNG and JPEG, from memory to memory.
//
// Why in C: both libraries report a fault by longjmp, which must never cross a Swift frame. Each
// function below sets its own landing place, does the whole job, cleans up and returns a report;
// nothing calls back into Swift. Codecs that return error codes would let us delete this target.
#ifndef CIMAGECODECS_H
#define CIMAGECODECS_H

#include <stddef.h>
#include <stdint.h>

/// What the caller allows a file to cost. All are checked before the cost arises.
typedef struct {
  /// Width times height as stored.
  uint64_t max_pixels;
  /// Longer side of a PNG; its chunks say nothing about it before the header is read.
  uint32_t max_png_side;
  /// Bytes that libpng and zlib may hold at any time, without the pixels.
  uint64_t max_png_memory;
  /// Bytes that libjpeg may hold at any time, without the pixels: a progressive picture's
  /// coefficients.
  uint64_t max_jpeg_memory;
  /// Scans of a JPEG.
  uint32_t max_scans;
  /// Scans of a JPEG times its pixels.
  uint64_t max_scan_pixels;
} CImageCodecs_Limits;

typedef enum {
  CImageCodecs_format_none = 0,
  CImageCodecs_format_jpeg = 1,
  CImageCodecs_format_png = 2,
} CImageCodecs_Format;

typedef enum {
  /// Every byte that matters was read without complaint.
  CImageCodecs_verdict_decodes = 0,
  /// There are pixels, and the library complained.
  CImageCodecs_verdict_warns = 1,
  /// The bytes are no whole picture.
  CImageCodecs_verdict_rejects = 2,
  /// Over one of the limits.
  CImageCodecs_verdict_too_big = 3,
  /// A picture of a kind that is refused on purpose (12 bits, lossless, no height).
  CImageCodecs_verdict_unsupported = 4,
  /// Neither signature.
  CImageCodecs_verdict_not_an_image = 5,
  /// The caller's own fault: a buffer that is too small, a scale that does not exist.
  CImageCodecs_verdict_misuse = 6,
} CImageCodecs_Verdict;

/// Where in the file a codec was when it spoke.
typedef enum {
  /// Before the first coded pixel.
  CImageCodecs_phase_header = 0,
  /// In the coded pixels; a complaint here means that pixels are missing or wrong.
  CImageCodecs_phase_scan = 1,
  /// After the last coded pixel of a PNG, whose checksums had then vouched for the pixels.
  CImageCodecs_phase_trailer = 2,
} CImageCodecs_Phase;

enum { CImageCodecs_message_size = 200 };

/// What became of one file.
typedef struct {
  CImageCodecs_Verdict verdict;
  CImageCodecs_Format format;
  /// Where it ended; after a success, the last phase.
  CImageCodecs_Phase phase;
  /// As stored, before any scaling; 0 while unknown.
  uint32_t width, height;
  /// Bits of one stored sample, and samples of one stored pixel (a palette counts as 3 or 4).
  uint32_t bit_depth, channels;
  /// Size of the pixels that a decode writes at the asked scale.
  uint32_t output_width, output_height;
  /// Complaints of the three phases.
  uint32_t warnings[3];
  /// Scans seen; JPEG only.
  uint32_t scans;
  /// Phase of the first complaint, where there was one.
  CImageCodecs_Phase first_warning_phase;
  /// The first complaint and, unless it decodes or warns, the reason; bytes of no known encoding,
  /// zero-terminated.
  char first_warning[CImageCodecs_message_size];
  char message[CImageCodecs_message_size];
} CImageCodecs_Report;

/// What a decode writes.
typedef enum {
  /// Three bytes a pixel. Palettes and greys are expanded, CMYK is converted, alpha is dropped,
  /// 16 bits become 8 by rounding, gamma and colour profiles are ignored.
  CImageCodecs_layout_rgb8 = 0,
  /// One native 16-bit value a pixel, as stored: grey PNG of any depth, or a JPEG's luma.
  CImageCodecs_layout_grey16 = 1,
} CImageCodecs_Layout;

typedef struct {
  CImageCodecs_Layout layout;
  /// 1, 2, 4 or 8: sides are divided by it and rounded up. 1 for grey16.
  uint32_t denominator;
  /// Whether to give up at the first complaint of the scan phase (the report then says `warns`
  /// and the pixels are unfinished).
  uint32_t stops_at_damage;
} CImageCodecs_Request;

/// Which format the first bytes promise.
CImageCodecs_Format CImageCodecs_sniff(const void *bytes, size_t count);

/// Reads the header only; fills the report with sizes, or says what is wrong.
void CImageCodecs_probe(const void *bytes, size_t count, const CImageCodecs_Limits *limits,
                        const CImageCodecs_Request *request, CImageCodecs_Report *report);

/// Decodes the whole file into `pixels`, which holds `capacity` bytes.
void CImageCodecs_decode(const void *bytes, size_t count, const CImageCodecs_Limits *limits,
                         const CImageCodecs_Request *request, void *pixels, size_t capacity,
                         CImageCodecs_Report *report);

/// The report's first complaint, zero-terminated.
const char *CImageCodecs_first_warning(const CImageCodecs_Report *report);

/// The report's reason, zero-terminated.
const char *CImageCodecs_message(const CImageCodecs_Report *report);

/// A file in memory that an encoder made; `bytes` is NULL when it failed, and `message` says why.
/// Give it back to CImageCodecs_release.
typedef struct {
  uint8_t *bytes;
  size_t count;
  size_t capacity;
  char message[CImageCodecs_message_size];
} CImageCodecs_File;

/// Writes a PNG without any time or text. `samples` are rows of `channels` (1 or 3) samples a
/// pixel, of 8 bits, or of 16 bits in the machine's order.
void CImageCodecs_encode_png(const void *samples, uint32_t width, uint32_t height,
                             uint32_t channels, uint32_t bit_depth, CImageCodecs_File *file);

/// Writes a baseline JPEG, `quality` 1…100; `samples` as above, of 8 bits. `halves_chroma` stores
/// chroma at half width and height (4:2:0), otherwise at full size (4:4:4).
void CImageCodecs_encode_jpeg(const void *samples, uint32_t width, uint32_t height,
                              uint32_t channels, uint32_t quality, uint32_t halves_chroma,
                              CImageCodecs_File *file);

/// Why an encoder failed, zero-terminated.
const char *CImageCodecs_file_message(const CImageCodecs_File *file);

/// Frees what an encoder made.
void CImageCodecs_release(CImageCodecs_File *file);

/// libpng's version at run time.
const char *CImageCodecs_png_version(void);

/// The version of the JPEG library whose header this was compiled with; the library itself offers
/// none at run time.
const char *CImageCodecs_jpeg_version(void);

/// The copyright line of the JPEG library at run time; it names the years of its release.
const char *CImageCodecs_jpeg_release(void);

#endif
