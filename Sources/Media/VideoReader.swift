import Imaging
import PADVocabulary
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// Decodes a video that is already open, picture by picture.
struct VideoReader {
  var program: FFmpeg
  var pixelLimit: Int
  /// How long the program may be silent.
  var patience: Duration = .seconds(60)
  /// Whether a picture that the program repaired or skipped fails the video.
  var isStrict: Bool

  /// Calls `body` with every picture until it returns `false` or the video ends.
  ///
  /// - Throws: `MediaFault` with the reason `decode` or `too-big`, or what `body` throws.
  func read(
    _ file: borrowing Descriptor, as format: VideoFormat, media: String,
    _ body: (VideoPicture) async throws -> Bool
  ) async throws {
    let watch = StallWatch(patience: patience)
    var count = 0
    var isStopped = false
    var failure: (any Error)?
    let pixelLimit = pixelLimit
    let status: TerminationStatus
    let words: String
    do {
      let result = try await run(
        FFmpeg.executable(program.program),
        arguments: Arguments(program.arguments(format, pixelLimit: pixelLimit)),
        environment: FFmpeg.environment,
        input: .fileDescriptor(
          FileDescriptor(rawValue: file.number), closeAfterSpawningProcess: false),
        output: .sequence, error: .string(limit: 1 << 16)
      ) { execution in
        let watching = Task {
          await watch.watch { try? execution.send(signal: .kill) }
        }
        defer { watching.cancel() }
        var reader = FragmentReader(pixelLimit: pixelLimit)
        var output = execution.standardOutput.makeAsyncIterator()
        do {
          reading: while true {
            watch.beginWaiting()
            let chunk = try await output.next()
            watch.endWaiting()
            guard let chunk else { break }
            reader.append(chunk.bytes)
            while let picture = try reader.next() {
              count += 1
              guard try await body(picture) else {
                isStopped = true
                break reading
              }
            }
          }
          if !isStopped, !reader.isAtBoundary {
            throw FragmentReader.Fault(message: "an unfinished picture")
          }
        } catch {
          failure = error
        }
        // Whoever no longer reads must end the writer, which would wait for ever on its pipe.
        if isStopped || failure != nil { try? execution.send(signal: .kill) }
      }
      status = result.terminationStatus
      words = result.standardError
    } catch let error as SubprocessError {
      throw Self.fault(failure ?? error, said: "", media: media)
    }
    if watch.hasStalled {
      throw MediaFault(.decode, media: media, "ffmpeg was silent for \(patience)")
    }
    if let failure { throw Self.fault(failure, said: words, media: media) }
    if isStopped { return }
    try judge(status, said: words, count: count, media: media)
  }

  private func judge(
    _ status: TerminationStatus, said words: String, count: Int, media: String
  ) throws(MediaFault) {
    let first = Self.firstLine(words)
    if !status.isSuccess || count == 0 {
      let how = first.isEmpty ? "\(status)" : first
      throw MediaFault(
        .decode, media: media,
        count == 0 ? "no picture could be decoded: \(how)" : "ffmpeg failed: \(how)")
    }
    if isStrict, !first.isEmpty {
      throw MediaFault(
        .decode, media: media, "the video is damaged: \(first)",
        remedy: "choose the lenient decode policy to score what could be repaired")
    }
  }

  private static func fault(
    _ error: any Error, said words: String, media: String
  ) -> any Error {
    let first = firstLine(words)
    let tail = first.isEmpty ? "" : ": \(first)"
    switch error {
    case let fault as FragmentReader.Fault:
      return MediaFault(
        fault.isTooBig ? .tooBig : .decode, media: media, "ffmpeg gave \(fault.message)" + tail)
    case let fault as SubprocessError where fault.code == .outputLimitExceeded:
      return MediaFault(.decode, media: media, "ffmpeg reports more faults than fit in 64 KiB")
    case let fault as SubprocessError where fault.code == .failedToReadFromSubprocess:
      return MediaFault(.decode, media: media, "ffmpeg's pictures could not be read" + tail)
    case is SubprocessError:
      return MediaFault(
        .unreadable, media: media, "the ffmpeg program could not be run",
        remedy: "install it ('apt install ffmpeg' or 'brew install ffmpeg')")
    default: return error
    }
  }

  /// The first line that a program said, cut and made safe to print.
  private static func firstLine(_ words: String) -> String {
    let line = words.utf8.split(separator: UInt8(ascii: "\n")).first ?? ""[...].utf8
    return String(decoding: line.prefix(200), as: UTF8.self).printable
  }
}
