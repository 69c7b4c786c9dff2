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
    let table = try frameTable(presentation)
    switch try kind(of: file, media: reference.text) {
    case .folder:
      return try await FolderRead(
        reader: self, presentation: presentation, reference: reference, table: table,
        scales: scales
      ).read(file, wants: wants, body)
    case .video(let format):
      return try await VideoRead(
        reader: self, presentation: presentation, reference: reference, table: table,
        scales: scales
      ).read(file, as: format, wants: wants, body)
    case .still:
      let (frame, digest) = try still(presentation, file, reference, table, scales)
      if wants(0) { _ = try await body(frame) }
      return MediaSummary(kind: .still, frameCount: 1, digest: digest)
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
    return try still(presentation, file, reference, try frameTable(presentation), scales).frame
  }

  private func still(
    _ presentation: Presentation, _ file: borrowing Descriptor, _ reference: MediaReference,
    _ table: FrameTable, _ scales: [DecodeScale]
  ) throws(MediaFault) -> (frame: PresentationFrame, digest: ContentDigest) {
    let file = try opener.file(file, reference)
    var frame = try decode(file, scales: scales)
    frame.faceBox = table[0].faceBox ?? presentation.faceBox
    frame.eyes = table[0].eyes
    frame.depth = try map(presentation.depth)
    frame.infrared = try map(presentation.infrared)
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

  private func frameTable(_ presentation: Presentation) throws(MediaFault) -> FrameTable {
    if presentation.framesFile.isEmpty { return FrameTable() }
    return try FrameTable(opener.file(presentation.framesFile))
  }

  /// Decodes one picture at every scale, from the same bytes.
  func decode(_ file: MediaFile, scales: [DecodeScale]) throws(MediaFault) -> PresentationFrame {
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
  func map(_ media: String) throws(MediaFault) -> DepthMap? {
    if media.isEmpty { return nil }
    return try map(opener.file(media))
  }

  func map(_ file: MediaFile) throws(MediaFault) -> DepthMap {
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
