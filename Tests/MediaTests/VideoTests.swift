import Datasets
import Foundation
import Imaging
import Media
import PADVocabulary
import Subprocess
import Testing
import TestSupport

@testable import Media

/// ffmpeg as it is installed here, or `nil`.
private func installed() async -> FFmpeg? { try? await FFmpeg.find() }

extension Trait where Self == ConditionTrait {
  fileprivate static var ffmpeg: Self {
    .enabled("ffmpeg is not installed") { await installed() != nil }
  }
}

@Suite struct VideoTests {
  /// Makes a video of a test picture with ffmpeg; `arguments` come after the input.
  private func video(
    _ name: String, size: String = "30x20", rate: String = "10", count: Int = 5,
    _ arguments: [String]
  ) async throws -> MediaFolder {
    let folder = try MediaFolder(media: name)
    try await make(
      folder.path + "/" + name,
      ["-f", "lavfi", "-i", "testsrc=size=\(size):rate=\(rate)", "-frames:v", String(count)]
        + arguments)
    return folder
  }

  private func make(_ path: String, _ arguments: [String]) async throws {
    let result = try await run(
      .name("ffmpeg"),
      arguments: Arguments(["-nostdin", "-v", "error", "-y"] + arguments + [path]),
      output: .discarded, error: .string(limit: 65_536))
    try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
  }

  private func settings(policy: DecodePolicy = .strict) async throws -> MediaSettings {
    MediaSettings(policy: policy, ffmpeg: try await FFmpeg.find())
  }

  @Test(
    .ffmpeg,
    arguments: [
      ("a.mov", ["-c:v", "mjpeg"]), ("a.avi", ["-c:v", "mjpeg"]), ("a.mp4", ["-c:v", "mpeg4"]),
      ("a.webm", ["-c:v", "libvpx"]), ("noname", ["-c:v", "png", "-f", "mov"]),
    ])
  func `gives every frame of a container with its time`(
    _ name: String, _ codec: [String]
  ) async throws {
    let folder = try await video(name, codec)
    let (frames, summary) = try await folder.frames(settings(), scales: [.full, .half])
    #expect(summary.kind == .video)
    #expect(frames.map(\.index) == [0, 1, 2, 3, 4])
    for (frame, time) in zip(frames, [0, 0.1, 0.2, 0.3, 0.4]) {
      #expect(abs((frame.time ?? -1) - time) < 1e-9)
      #expect(frame.originalWidth == 30)
      #expect(frame.originalHeight == 20)
      #expect(frame.pixels(at: .half)?.width == 15)
    }
  }

  @Test(.ffmpeg, arguments: ["31x21", "30x20", "17x16"])
  func `pixels are those of the same frames as pictures`(_ size: String) async throws {
    let folder = try await video("a.mov", size: size, ["-c:v", "png", "-pix_fmt", "rgb24"])
    try FileManager.default.createDirectory(
      atPath: folder.path + "/stills", withIntermediateDirectories: true)
    try await make(folder.path + "/stills/%d.png", ["-i", folder.path + "/a.mov"])
    let frames = try await folder.frames(settings(), scales: DecodeScale.allCases).frames
    let stills = try MediaFolder(media: "stills")
    try FileManager.default.copyItem(
      atPath: folder.path + "/stills", toPath: stills.path + "/stills")
    let pictures = try await stills.frames(scales: DecodeScale.allCases).frames
    #expect(frames.count == 5)
    for (frame, picture) in zip(frames, pictures) {
      for scale in DecodeScale.allCases {
        #expect(frame.pixels(at: scale) == picture.pixels(at: scale), "\(size) \(scale)")
      }
    }
  }

  @Test(.ffmpeg) func `irregular times are kept`() async throws {
    let folder = try await video(
      "a.mov", ["-vf", "setpts='N*N/10/TB'", "-fps_mode", "passthrough", "-c:v", "mjpeg"])
    let times = try await folder.frames(settings()).frames.compactMap(\.time)
    #expect(times.map { ($0 * 1000).rounded() } == [0, 100, 400, 900, 1600])
  }

  @Test(.ffmpeg) func `a video that is stored turned comes upright`() async throws {
    let folder = try await video("a.mov", ["-c:v", "png", "-pix_fmt", "rgb24"])
    let stored = try #require(try await folder.frames(settings()).frames[0].pixels(at: .full))
    // ISO/IEC 14496-12, 8.3.2.3: the track header's matrix maps (x, y) to (20 - y, x), which is a
    // turn by 90° clockwise.
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path + "/a.mov")))
    let header = try #require(bytes.indices.first { bytes[$0...].starts(with: "tkhd".utf8) })
    let matrix: [UInt32] = [0, 0x1_0000, 0, 0xffff_0000, 0, 0, 20 << 16, 0, 0x4000_0000]
    let words = matrix.flatMap { FragmentReaderTests.big($0) }
    bytes.replaceSubrange(header + 44..<header + 44 + words.count, with: words)
    try folder.write("a.mov", bytes)
    let shown = try #require(try await folder.frames(settings()).frames[0].pixels(at: .full))
    #expect(shown.width == 20)
    #expect(shown.height == 30)
    var turned = PixelBuffer(width: 20, height: 30, channels: .rgb)
    for y in 0..<20 {
      for x in 0..<30 {
        for channel in 0..<3 {
          turned.bytes[(x * 20 + 19 - y) * 3 + channel] = stored.bytes[(y * 30 + x) * 3 + channel]
        }
      }
    }
    #expect(shown == turned)
  }

  @Test(.ffmpeg) func `reading may stop early, and what the body throws comes through`()
    async throws
  {
    let folder = try await video("a.mov", size: "320x240", count: 40, ["-c:v", "mjpeg"])
    let (frames, summary) = try await folder.frames(settings(), upTo: 2)
    #expect(frames.count == 2)
    #expect(summary.frameCount == 2)
    struct Halt: Error {}
    let reader = try folder.reader(try await settings())
    let presentation = try folder.load().presentations[0]
    await #expect(throws: Halt.self) { try await reader.read(presentation) { _ in throw Halt() } }
  }

  @Test(.ffmpeg) func `a damaged video is a non-response unless the policy is lenient`()
    async throws
  {
    let folder = try await video("a.mp4", count: 20, ["-c:v", "mpeg4", "-movflags", "faststart"])
    let path = folder.path + "/a.mp4"
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    try folder.write("a.mp4", Array(bytes.prefix(bytes.count * 2 / 3)))
    let fault = try await folder.fault(settings())
    #expect(fault?.reason == .decode)
    #expect(fault?.description.contains("lenient") == true, "\(String(describing: fault))")
    #expect(try await !folder.frames(settings(policy: .lenient)).frames.isEmpty)
    try folder.write("a.mp4", Array(bytes.prefix(40)))
    #expect(try await folder.fault(settings(policy: .lenient))?.reason == .decode)
  }

  @Test(.ffmpeg) func `too many frames and too large pictures are too big`() async throws {
    let folder = try await video("a.mov", ["-c:v", "mjpeg"])
    var settings = try await settings()
    settings.maxFrames = 4
    #expect(try await folder.fault(settings)?.reason == .tooBig)
    settings.maxFrames = 5
    #expect(try await folder.fault(settings) == nil)
    settings.imageLimits.maxPixels = 599
    #expect(try await folder.fault(settings) != nil)
    settings.imageLimits.maxPixels = 600
    settings.maxVideoBytes = 100
    #expect(try await folder.fault(settings)?.reason == .tooBig)
  }

  @Test(.ffmpeg) func `a playlist named as a video opens nothing`() async throws {
    let folder = try await video("a.mov", ["-c:v", "mjpeg"])
    let playlist = "#EXTM3U\n#EXTINF:1,\nfile:\(folder.path)/a.mov\n#EXT-X-ENDLIST\n"
    try folder.write("a.mov", Array(playlist.utf8))
    #expect(try await folder.fault(settings())?.description.contains("not an image") == true)
  }

  @Test func `without ffmpeg a video says what to install`() async throws {
    let folder = try MediaFolder(media: "a.avi")
    try folder.write("a.avi", Array("RIFF\0\0\0\0AVI LIST".utf8))
    let fault = try await folder.fault()
    #expect(fault?.reason == .unreadable)
    #expect(fault?.remedy.contains("apt install ffmpeg") == true)
    let missing = await #expect(throws: FileFault.self) {
      try await FFmpeg.find("no-such-program-of-this-name")
    }
    #expect(missing?.message.contains("brew install ffmpeg") == true)
    await #expect(throws: FileFault.self) { try await FFmpeg.find("/bin/echo") }
  }

  @Test(.ffmpeg) func `a video is compared with the lock`() async throws {
    let folder = try await video("a.mov", ["-c:v", "mjpeg"])
    try DatasetLock.make(for: folder.load()).write(folder: folder.path)
    #expect(try await folder.fault(settings()) == nil)
    let other = try await video("a.mov", size: "32x20", ["-c:v", "mjpeg"])
    try folder.write(
      "a.mov", [UInt8](Data(contentsOf: URL(fileURLWithPath: other.path + "/a.mov"))))
    #expect(try await folder.fault(settings())?.reason == .tampered)
  }

  @Test func `a dataset says whether it names videos`() throws {
    for (media, isVideo) in [("a.png", false), ("b/a.MOV", true), ("a.webm", true), ("mov", false)]
    {
      let folder = try MediaFolder(media: media)
      #expect(try folder.load().namesVideos == isVideo, "\(media)")
    }
  }

  @Test func `containers are told by their bytes`() {
    func format(_ text: String) -> VideoFormat? { VideoFormat(signature: Array(text.utf8)) }
    #expect(format("\0\0\0\u{18}ftypqt  ") == .quickTime)
    #expect(format("\0\0\0\u{8}wide\0\0\0\0") == .quickTime)
    #expect(format("RIFF\0\0\0\0AVI ") == .avi)
    #expect(format("RIFF\0\0\0\0WAVE") == nil)
    #expect(VideoFormat(signature: [0x1a, 0x45, 0xdf, 0xa3]) == .matroska)
    #expect(format("#EXTM3U") == nil)
    #expect(VideoFormat(signature: []) == nil)
  }
}
