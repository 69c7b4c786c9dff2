import Datasets
import Evidence
public import Imaging
public import PADVocabulary

/// Reads presentations frame by frame: a still, a folder of numbered pictures, or a video.
///
/// One frame is in memory at a time. Each is decoded once per scale that is asked for, from bytes
/// that were read once. What kind of media it is, the bytes decide, never the name. Safe to use
/// from several tasks at once.
public struct PresentationReader: Sendable {
  /// Opens the files.
  public let opener: MediaOpener
  /// Whether files are only opened and hashed: frames then carry no pixels.
  private(set) var hashesOnly = false

  /// Reads through an opener.
  public init(_ opener: MediaOpener) {
    self.opener = opener
  }

  /// Calls `body` with each frame in order, until it returns `false` or there are no more.
  ///
  /// - Parameters:
  ///   - scales: the scales at which pixels are wanted; without any, frames are decoded at none
  ///     but opened, hashed and looked at in full.
  ///   - wants: whether the frame at a position is wanted; others are not decoded (a video still
  ///     decodes them inside ffmpeg).
  ///   - body: gets a frame; returns whether it wants more.
  /// - Returns: what was read.
  /// - Throws: `MediaFault` for media that cannot be used, the whole presentation then counting as
  ///   a non-response, or what `body` throws.
  @discardableResult
  public func read(
    _ presentation: Presentation, scales: [DecodeScale] = [.full],
    wants: (Int) -> Bool = { _ in true },
    _ body: (PresentationFrame) async throws -> Bool
  ) async throws -> MediaSummary {
    let reference = try opener.reference(presentation.media)
    let file = try opener.open(reference)
    var sides = ContentHasher()
    let table = try frameTable(presentation, &sides)
    let kind: MediaSummary.Kind
    let count: Int
    let digest: ContentDigest
    switch try self.kind(of: file, media: reference.text) {
    case .folder:
      kind = .frames
      (count, digest) = try await FolderRead(
        reader: self, presentation: presentation, reference: reference, table: table,
        scales: scales
      ).read(file, wants: wants, sides: &sides, body)
    case .video(let format):
      kind = .video
      (count, digest) = try await VideoRead(
        reader: self, presentation: presentation, reference: reference, table: table,
        scales: scales
      ).read(file, as: format, wants: wants, sides: &sides, body)
    case .still:
      kind = .still
      count = 1
      let frame: PresentationFrame
      (frame, digest) = try still(presentation, file, reference, table, scales, &sides)
      if wants(0) { _ = try await body(frame) }
    }
    sides.update(Array("\(kind.rawValue) \(digest)".utf8))
    return MediaSummary(
      kind: kind, frameCount: count, digest: digest, inputDigest: sides.finish())
  }

  /// Reads and hashes what `read` would read, and decodes nothing.
  ///
  /// - Parameter isEnough: whether no frame is wanted after so many.
  /// - Returns: the digests of `read` with equal `wants` that ends at the same frame.
  /// - Throws: `MediaFault`, or `CancellationError`.
  public func digests(
    of presentation: Presentation, wants: (Int) -> Bool, isEnough: (Int) -> Bool
  ) async throws -> MediaSummary {
    var hashing = self
    hashing.hashesOnly = true
    return try await hashing.read(presentation, scales: [], wants: wants) { frame in
      try Task.checkCancellation()
      return !isEnough(frame.index + 1)
    }
  }

  /// Reads a presentation that is one picture, without suspending.
  ///
  /// - Throws: `MediaFault`; `unreadable` for a folder or a video.
  public func still(
    _ presentation: Presentation, scales: [DecodeScale] = [.full]
  ) throws(MediaFault) -> PresentationFrame {
    let reference = try opener.reference(presentation.media)
    let file = try opener.open(reference)
    var sides = ContentHasher()
    let table = try frameTable(presentation, &sides)
    return try still(presentation, file, reference, table, scales, &sides).frame
  }

  private func still(
    _ presentation: Presentation, _ file: borrowing Descriptor, _ reference: MediaReference,
    _ table: FrameTable, _ scales: [DecodeScale], _ sides: inout ContentHasher
  ) throws(MediaFault) -> (frame: PresentationFrame, digest: ContentDigest) {
    let file = try opener.file(file, reference)
    var frame = try decode(file, scales: scales)
    frame.faceBox = table[0].faceBox ?? presentation.faceBox
    frame.eyes = table[0].eyes
    frame.depth = try map(presentation.depth, "depth", &sides)
    frame.infrared = try map(presentation.infrared, "infrared", &sides)
    return (frame, file.digest)
  }

  private enum Kind {
    case still
    case folder
    case video(VideoFormat)
  }

  private func kind(
    of file: borrowing Descriptor, media: String
  ) throws(MediaFault) -> Kind {
    guard let info = file.status() else {
      throw MediaFault(.unreadable, media: media, "it cannot be examined")
    }
    if info.isFolder { return .folder }
    guard info.strangeKind == nil else { return .still }
    return file.firstBytes(VideoFormat.signatureLength).flatMap { VideoFormat(signature: $0) }
      .map { .video($0) } ?? .still
  }

  private func frameTable(
    _ presentation: Presentation, _ sides: inout ContentHasher
  ) throws(MediaFault) -> FrameTable {
    if presentation.framesFile.isEmpty { return FrameTable() }
    let file = try opener.file(presentation.framesFile)
    Self.add(file, "frames", to: &sides)
    return try FrameTable(file)
  }

  private static func add(_ file: MediaFile, _ role: String, to sides: inout ContentHasher) {
    sides.update(Array("\(role) \(file.digest)\n".utf8))
  }

  /// Decodes one picture at every scale, from the same bytes.
  func decode(_ file: MediaFile, scales: [DecodeScale]) throws(MediaFault) -> PresentationFrame {
    if hashesOnly {
      return PresentationFrame(
        index: 0, originalWidth: 0, originalHeight: 0, digest: file.digest,
        warnings: DecodeWarnings(), pictures: [])
    }
    var frame: PresentationFrame?
    do throws(ImageFault) {
      let limits = opener.settings.imageLimits
      let distinct = scales.isEmpty ? [.eighth] : Set(scales).sorted()
      for scale in distinct {
        let image = try ImageDecoder.decode(
          file.bytes, scale: scale, limits: limits, policy: opener.settings.policy)
        var current =
          frame
          ?? PresentationFrame(
            index: 0, originalWidth: image.originalWidth, originalHeight: image.originalHeight,
            digest: file.digest, warnings: image.warnings, pictures: [])
        if !scales.isEmpty { current.pictures.append((scale, image.pixels)) }
        frame = current
      }
    } catch {
      throw Self.fault(error, media: file.reference.text)
    }
    guard let frame else {
      throw MediaFault(.decode, media: file.reference.text, "no picture was decoded")
    }
    return frame
  }

  /// A depth or infrared picture; `nil` where the presentation has none.
  func map(
    _ media: String, _ role: String, _ sides: inout ContentHasher
  ) throws(MediaFault) -> DepthMap? {
    if media.isEmpty { return nil }
    return try map(opener.file(media), role, &sides)
  }

  /// The map in a file that was read; its digest joins the others.
  func map(
    _ file: MediaFile, _ role: String, _ sides: inout ContentHasher
  ) throws(MediaFault) -> DepthMap? {
    Self.add(file, role, to: &sides)
    if hashesOnly { return nil }
    do throws(ImageFault) {
      return try ImageDecoder.decodeDepth(
        file.bytes, limits: opener.settings.imageLimits, policy: opener.settings.policy
      ).map
    } catch {
      throw Self.fault(error, media: file.reference.text)
    }
  }

  private static func fault(_ fault: ImageFault, media: String) -> MediaFault {
    let remedy =
      switch fault.kind {
      case .notAnImage: "PNG, JPEG, .mov, .mp4, .avi and .webm are read"
      case .damaged where fault.isRefusedByPolicy:
        "replace the file, or choose the lenient decode policy to score damaged pixels"
      case .damaged: "replace the file"
      case .tooBig, .unsupported: ""
      }
    return MediaFault(fault.reason, media: media, fault.description, remedy: remedy)
  }
}
