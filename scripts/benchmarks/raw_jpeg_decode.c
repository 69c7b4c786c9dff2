// How many pictures a second libjpeg alone decodes on this machine: the yardstick for padbench's
// own decoding and for whole runs.
//
// Compile:  cc -O2 -pthread -o raw_jpeg_decode raw_jpeg_decode.c $(pkg-config --cflags --libs libjpeg)
// Use:      raw_jpeg_decode THREADS SECONDS FILE...
//
// Every thread decodes all files in turn, from memory, as RGB with the library's default settings,
// into one buffer of its own, for about SECONDS. Prints one line:
//   threads=2 seconds=5.003 files=10 pictures=4210 megapixels=1293.3 pictures_per_second=841.5
// Exit status: 0; 64 for wrong arguments; 65 for a file that cannot be decoded; 74 for one that
// cannot be read.
#include <pthread.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <jpeglib.h>

typedef struct {
  const char *path;
  unsigned char *bytes;
  unsigned long count;
} File;

typedef struct {
  const File *files;
  size_t file_count;
  size_t first;
  double deadline;
  long pictures;
  double pixels;
  const char *broken;
} Worker;

typedef struct {
  struct jpeg_error_mgr errors;
  jmp_buf landing;
} Errors;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void on_error(j_common_ptr codec) { longjmp(((Errors *)codec->err)->landing, 1); }

static void on_message(j_common_ptr codec, int level) {
  (void)codec;
  (void)level;
}

/// Decodes one file into `*pixels`, which grows as needed; returns its pixels, or 0 when it is
/// broken.
static size_t decode(const File *file, unsigned char **pixels, size_t *capacity) {
  struct jpeg_decompress_struct codec;
  Errors errors;
  memset(&codec, 0, sizeof codec);
  codec.err = jpeg_std_error(&errors.errors);
  errors.errors.error_exit = on_error;
  errors.errors.emit_message = on_message;
  if (setjmp(errors.landing)) {
    jpeg_destroy_decompress(&codec);
    return 0;
  }
  jpeg_create_decompress(&codec);
  jpeg_mem_src(&codec, file->bytes, file->count);
  jpeg_read_header(&codec, TRUE);
  codec.out_color_space = JCS_RGB;
  jpeg_start_decompress(&codec);
  size_t stride = (size_t)codec.output_width * 3;
  size_t needed = stride * codec.output_height;
  if (needed > *capacity) {
    unsigned char *grown = realloc(*pixels, needed);
    if (grown == NULL) {
      jpeg_destroy_decompress(&codec);
      return 0;
    }
    *pixels = grown;
    *capacity = needed;
  }
  while (codec.output_scanline < codec.output_height) {
    JSAMPROW row = *pixels + codec.output_scanline * stride;
    jpeg_read_scanlines(&codec, &row, 1);
  }
  size_t area = (size_t)codec.output_width * codec.output_height;
  jpeg_finish_decompress(&codec);
  jpeg_destroy_decompress(&codec);
  return area;
}

static void *work(void *argument) {
  Worker *worker = argument;
  unsigned char *pixels = NULL;
  size_t capacity = 0;
  for (size_t next = worker->first; now() < worker->deadline; next++) {
    const File *file = &worker->files[next % worker->file_count];
    size_t area = decode(file, &pixels, &capacity);
    if (area == 0) {
      worker->broken = file->path;
      break;
    }
    worker->pictures++;
    worker->pixels += (double)area;
  }
  free(pixels);
  return NULL;
}

/// Reads a whole file; 0 when that fails.
static int load(const char *path, File *file) {
  FILE *stream = fopen(path, "rb");
  if (stream == NULL) return 0;
  size_t capacity = 1 << 16;
  file->path = path;
  file->count = 0;
  file->bytes = malloc(capacity);
  while (file->bytes != NULL) {
    size_t got = fread(file->bytes + file->count, 1, capacity - file->count, stream);
    if (got == 0) break;
    file->count += got;
    if (file->count < capacity) continue;
    capacity *= 2;
    unsigned char *grown = realloc(file->bytes, capacity);
    if (grown == NULL) free(file->bytes);
    file->bytes = grown;
  }
  int is_whole = file->bytes != NULL && !ferror(stream);
  fclose(stream);
  return is_whole;
}

int main(int count, char **arguments) {
  long threads = count > 1 ? strtol(arguments[1], NULL, 10) : 0;
  double seconds = count > 2 ? strtod(arguments[2], NULL) : 0;
  if (count < 4 || threads < 1 || threads > 1024 || !(seconds > 0 && seconds < 86400)) {
    fprintf(stderr, "usage: raw_jpeg_decode THREADS SECONDS FILE...\n");
    return 64;
  }
  size_t file_count = (size_t)count - 3;
  File *files = calloc(file_count, sizeof *files);
  Worker *workers = calloc((size_t)threads, sizeof *workers);
  pthread_t *handles = calloc((size_t)threads, sizeof *handles);
  if (files == NULL || workers == NULL || handles == NULL) return 74;
  for (size_t index = 0; index < file_count; index++) {
    if (!load(arguments[3 + index], &files[index])) {
      fprintf(stderr, "raw_jpeg_decode: %s: cannot be read\n", arguments[3 + index]);
      return 74;
    }
  }

  double start = now();
  long running = 0;
  for (; running < threads; running++) {
    Worker *worker = &workers[running];
    worker->files = files;
    worker->file_count = file_count;
    worker->first = file_count * (size_t)running / (size_t)threads;
    worker->deadline = start + seconds;
    if (pthread_create(&handles[running], NULL, work, worker) != 0) break;
  }
  long pictures = 0;
  double pixels = 0;
  const char *broken = NULL;
  for (long index = 0; index < running; index++) {
    pthread_join(handles[index], NULL);
    pictures += workers[index].pictures;
    pixels += workers[index].pixels;
    if (workers[index].broken != NULL) broken = workers[index].broken;
  }
  double elapsed = now() - start;
  if (broken != NULL) {
    fprintf(stderr, "raw_jpeg_decode: %s: cannot be decoded\n", broken);
    return 65;
  }
  printf("threads=%ld seconds=%.3f files=%zu pictures=%ld megapixels=%.1f "
         "pictures_per_second=%.1f\n",
         running, elapsed, file_count, pictures, pixels / 1e6, (double)pictures / elapsed);

  for (size_t index = 0; index < file_count; index++) free(files[index].bytes);
  free(files);
  free(workers);
  free(handles);
  return 0;
}
