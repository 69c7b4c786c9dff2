import Datasets
import Evidence
import Imaging
import PADVocabulary

/// Reads a video through ffmpeg, one picture in memory at a time.
struct VideoRead {
  let reader: PresentationReader
  let presentation: Presentation
  let reference: MediaReference
  let table: FrameTable
  let scales: [DecodeScale]

  func read(
    _ file: borrowing Descriptor, as format: VideoFormat, wants: (Int) -> Bool,
    sides: inout ContentHasher, _ body: (PresentationFrame) async throws -> Bool
  ) async throws -> (frames: Int, digest: ContentDigest) {
    let settings = reader.opener.settings
    guard let program = settings.ffmpeg else {
      throw MediaFault(
        .unreadable, media: reference.text, "videos are decoded by the ffmpeg program",
        remedy: "install it ('apt install ffmpeg' or 'brew install ffmpeg')")
    }
    let before = file.identity
    let (digest, size) = try reader.opener.digest(
      of: file, media: reference.text, limit: settings.maxVideoBytes)
    try reader.opener.compare(reference, size: size, digest)
    let depth = try reader.map(presentation.depth, "depth", &sides)
    let infrared = try reader.map(presentation.infrared, "infrared", &sides)
    if reader.hashesOnly { return (0, digest) }
    let video = VideoReader(
      program: program, pixelLimit: settings.imageLimits.maxPixels,
      isStrict: settings.policy == .strict)
    var index = 0
    var start = 0.0
    try await video.read(file, as: format, media: reference.text) { picture in
      if index == 0 { start = picture.time }
      guard index < settings.maxFrames else {
        throw MediaFault(
          .tooBig, media: reference.text, "the video has more than \(settings.maxFrames) frames")
      }
      defer { index += 1 }
      guard wants(index) else { return true }
      let row = table[index]
      var frame = PresentationFrame(
        index: index, time: row.time ?? picture.time - start,
        originalWidth: picture.pixels.width, originalHeight: picture.pixels.height,
        faceBox: row.faceBox ?? presentation.faceBox, eyes: row.eyes, depth: depth,
        infrared: infrared, warnings: DecodeWarnings(), pictures: [])
      for scale in Set(scales).sorted() {
        frame.pictures.append((scale, picture.pixels.reduced(to: scale)))
      }
      return try await body(frame)
    }
    // The program read the file after we hashed it; a change in between must not go unseen.
    guard let before, file.identity == before else {
      throw MediaFault(
        .tampered, media: reference.text, "the file changed while it was decoded",
        remedy: "leave the dataset alone while it is evaluated")
    }
    return (index, digest)
  }
}
