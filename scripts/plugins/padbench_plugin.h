// SPDX-License-Identifier: 0BSD (this file alone: what includes it stays under its own licence)
#ifndef PADBENCH_PLUGIN_H
#define PADBENCH_PLUGIN_H

/// What a detector in a shared library exports, so that `padbench plugin-host LIBRARY` can run it.
///
/// The library is loaded by that process alone, never by the one that measures: a crash costs one
/// presentation. Build it with
///
///     cc -shared -fPIC -O2 -o libmine.so mine.c
///
/// and name the program on the card:
///
///     command: [padbench, plugin-host, ./libmine.so]
///
/// Everything is called from one thread. What the library prints goes to standard error.

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The version of this header. It grows only when a library built for an older one could not work.
#define PADBENCH_PLUGIN_ABI 1u

/// A picture of 16-bit numbers, row by row; `values` is NULL when there is none.
typedef struct padbench_plane {
  uint32_t width;
  uint32_t height;
  const uint16_t *values;
} padbench_plane;

/// A point, in pixels from the upper left corner.
typedef struct padbench_point {
  double x;
  double y;
} padbench_point;

/// One picture of a presentation. Nothing of it may be kept or changed.
typedef struct padbench_frame {
  /// Position in the sequence, from 0.
  uint32_t index;
  uint32_t width;
  uint32_t height;
  /// width * height * 3 bytes, row by row from the top: red, green, blue.
  const uint8_t *pixels;
  /// Seconds since the first frame; NaN when unknown.
  double time;
  /// 1 when the next four are known, else 0.
  uint32_t has_face;
  /// How many points `landmarks` has.
  uint32_t landmark_count;
  double face_x;
  double face_y;
  double face_width;
  double face_height;
  /// Right eye, left eye, nose, right and left mouth corner, or the eyes alone; the person's right.
  const padbench_point *landmarks;
  padbench_plane depth;
  padbench_plane infrared;
} padbench_frame;

/// Who the detector is.
typedef struct padbench_description {
  /// 1 to 64 printable characters each, which stay where they are while the library is loaded.
  const char *name;
  const char *version;
  /// 0 when high scores mean bona fide, 1 when they mean attack; as on the card.
  uint32_t high_means_attack;
  /// The lowest and the highest score; equal when any finite number is a score.
  double lowest;
  double highest;
} padbench_description;

/// What the detector made of a presentation. All zero when it is handed over.
typedef struct padbench_verdict {
  /// Counts when `no_score` is left empty.
  double score;
  /// Why there is no score: at most 32 lower-case letters, digits and hyphens, such as "no-face".
  char no_score[33];
  /// A sentence for people that goes with `no_score`, or empty; UTF-8.
  char message[512];
} padbench_verdict;

/// Returns PADBENCH_PLUGIN_ABI.
uint32_t padbench_plugin_abi(void);

/// May be left out. Called once before anything but `padbench_plugin_abi`, with the folder that the
/// library lies in, to load models from. Returns 0, or another number when the detector cannot
/// work, and why in `message`.
int32_t padbench_plugin_start(const char *folder, char message[512]);

/// Says who the detector is; `description` is all zero before.
void padbench_plugin_describe(padbench_description *description);

/// Judges a presentation of at least one frame, in order of time.
void padbench_plugin_judge(
    const padbench_frame *frames, uint32_t count, padbench_verdict *verdict);

#ifdef __cplusplus
}
#endif

#endif
