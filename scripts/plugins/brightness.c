/* How bright the face is, from 0 to 1: a detector in a shared library. The score means nothing; the
 * three functions are what to copy.
 *
 *     cc -shared -fPIC -O2 -o libbrightness.so brightness.c
 */
#include "padbench_plugin.h"

#include <string.h>

uint32_t padbench_plugin_abi(void) { return PADBENCH_PLUGIN_ABI; }

void padbench_plugin_describe(padbench_description *description) {
  description->name = "brightness-c";
  description->version = "1";
  description->lowest = 0;
  description->highest = 1;
}

/* A column or row of a face's edge, within the picture. */
static uint32_t place(double edge, uint32_t limit) {
  if (!(edge > 0)) return 0;
  return edge < limit ? (uint32_t)edge : limit;
}

/* The mean of the face's pixels, or -1 when none lies in the picture. */
static double brightness(const padbench_frame *frame) {
  uint32_t left = place(frame->face_x, frame->width);
  uint32_t right = place(frame->face_x + frame->face_width, frame->width);
  uint32_t top = place(frame->face_y, frame->height);
  uint32_t bottom = place(frame->face_y + frame->face_height, frame->height);
  if (left >= right || top >= bottom) return -1;
  uint64_t sum = 0;
  size_t length = (size_t)(right - left) * 3;
  for (uint32_t row = top; row < bottom; row++) {
    const uint8_t *line = frame->pixels + ((size_t)row * frame->width + left) * 3;
    for (size_t i = 0; i < length; i++) sum += line[i];
  }
  return (double)sum / (double)(length * (bottom - top)) / 255;
}

void padbench_plugin_judge(
    const padbench_frame *frames, uint32_t count, padbench_verdict *verdict) {
  double sum = 0;
  uint32_t judged = 0;
  for (uint32_t i = 0; i < count; i++) {
    double value = frames[i].has_face ? brightness(&frames[i]) : -1;
    if (value < 0) continue;
    sum += value;
    judged++;
  }
  if (judged == 0) {
    strcpy(verdict->no_score, "no-face");
    return;
  }
  verdict->score = sum / judged;
}
