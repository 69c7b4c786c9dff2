// Shared by the two decoders: the report that both fill.
#ifndef CIMAGECODECS_REPORT_H
#define CIMAGECODECS_REPORT_H

#include "CImageCodecs.h"

/// Ends the report with a reason.
void CImageCodecs_fail(CImageCodecs_Report *report, CImageCodecs_Verdict verdict,
                       const char *message);

/// Copies text that may be too long.
void CImageCodecs_copy(char *to, const char *from);

/// Whether a stored size is within the limits; ends the report when it is not.
int CImageCodecs_fits(uint32_t width, uint32_t height, uint32_t max_side,
                      const CImageCodecs_Limits *limits, CImageCodecs_Report *report);

/// Whether the caller's buffer holds the output; ends the report when it does not.
int CImageCodecs_has_room(const CImageCodecs_Request *request, size_t capacity,
                          CImageCodecs_Report *report);

/// Decodes when `pixels` is not NULL, otherwise probes.
void CImageCodecs_read_jpeg(const void *bytes, size_t count, const CImageCodecs_Limits *limits,
                            const CImageCodecs_Request *request, void *pixels, size_t capacity,
                            CImageCodecs_Report *report);
void CImageCodecs_read_png(const void *bytes, size_t count, const CImageCodecs_Limits *limits,
                           const CImageCodecs_Request *request, void *pixels, size_t capacity,
                           CImageCodecs_Report *report);

#endif
