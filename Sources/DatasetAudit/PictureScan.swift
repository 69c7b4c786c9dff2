import Datasets
import Evidence
import Imaging
import Media
import PADVocabulary
import Synchronization

/// Looks at every presentation's media once: reads, decodes at the smallest useful scale, keeps a
/// record of fixed size.
struct PictureScan: Sendable {
  private let dataset: Dataset
  private let opener: MediaOpener
  private let reader: PresentationReader

  init(_ dataset: Dataset, settings: MediaSettings) throws {
    self.dataset = dataset
    opener = try MediaOpener(dataset, settings: settings)
    reader = PresentationReader(opener)
  }

  /// The shorter side that a picture is decoded for.
  private static let usefulSide = 160
  /// How many presentations a worker takes at once.
  private static let chunk = 64

  /// What a scan found: a record for each presentation, and the faults in manifest order.
  struct Result: Sendable {
    var records: [PictureRecord]
    var faults: [(row: Int, fault: MediaFault)] = []
  }

  /// Scans all presentations; the result does not depend on `jobs`.
  ///
  /// - Parameter progress: told how many more presentations were looked at, from any thread.
  @concurrent
  func run(jobs: Int, progress: @escaping @Sendable (Int) -> Void) async throws -> Result {
    let count = dataset.presentations.count
    var result = Result(records: [PictureRecord](repeating: PictureRecord(), count: count))
    var next = 0
    try await withThrowingTaskGroup(of: Part.self) { group in
      func start() {
        guard next < count else { return }
        let rows = next..<min(next + Self.chunk, count)
        next = rows.upperBound
        group.addTask { @concurrent in
          let part = try await look(at: rows)
          progress(rows.count)
          return part
        }
      }
      for _ in 0..<max(1, jobs) { start() }
      while let part = try await group.next() {
        for (offset, record) in part.records.enumerated() {
          result.records[part.first + offset] = record
        }
        result.faults += part.faults
        start()
      }
    }
    result.faults.sort { $0.row < $1.row }
    return result
  }

  private struct Part: Sendable {
    var first: Int
    var records: [PictureRecord] = []
    var faults: [(row: Int, fault: MediaFault)] = []
  }

  private func look(at rows: Range<Int>) async throws -> Part {
    var part = Part(first: rows.lowerBound)
    for row in rows {
      try Task.checkCancellation()
      let presentation = dataset.presentations[row]
      do {
        part.records.append(try await record(of: presentation))
      } catch let fault as MediaFault {
        part.records.append(PictureRecord())
        part.faults.append((row, fault))
      }
    }
    return part
  }

  private func record(of presentation: Presentation) async throws -> PictureRecord {
    if let file = try? opener.file(presentation.media) {
      let profile = FileProfile(file.bytes.span)
      if profile.format != nil { return try still(presentation, file, profile) }
    }
    return try await sequence(presentation)
  }

  /// Decodes a file at the smallest useful scale.
  private func decoded(
    _ file: MediaFile, _ profile: FileProfile
  ) throws(MediaFault) -> DecodedImage {
    let shorter = min(profile.width, profile.height)
    let scale =
      DecodeScale.allCases.sorted().last { shorter / $0.rawValue >= Self.usefulSide } ?? .full
    do {
      return try ImageDecoder.decode(
        file.bytes, scale: scale, limits: opener.settings.imageLimits,
        policy: opener.settings.policy)
    } catch {
      throw MediaFault(error.reason, media: file.reference.text, error.description)
    }
  }

  private func still(
    _ presentation: Presentation, _ file: MediaFile, _ profile: FileProfile
  ) throws -> PictureRecord {
    let image = try decoded(file, profile)
    var record = PictureRecord()
    record.kind = image.format == .jpeg ? .jpeg : .png
    record.hasExif = profile.hasExif
    record.quality = profile.quality
    record.tables = profile.tables
    record.fileSize = UInt32(clamping: file.bytes.count)
    record.digest = Self.prefix(file.digest.bytes)
    fill(
      &record, image.pixels, width: image.originalWidth, height: image.originalHeight,
      face: presentation.faceBox)
    return record
  }

  /// A folder of pictures or a video, by its first frame; also every fault of a still.
  private func sequence(_ presentation: Presentation) async throws -> PictureRecord {
    let (frame, summary) = try await firstFrame(of: presentation)
    var record = PictureRecord()
    if let frame, let pixels = frame.pixels(at: .full) {
      fill(
        &record, pixels, width: frame.originalWidth, height: frame.originalHeight,
        face: frame.faceBox)
      if let name = frame.file, let file = try? opener.file(name) {
        let profile = FileProfile(file.bytes.span)
        record.hasExif = profile.hasExif
        record.quality = profile.quality
        record.tables = profile.tables
        record.fileSize = UInt32(clamping: file.bytes.count)
        record.digest = Self.prefix(file.digest.bytes)
      }
    }
    record.kind = summary.kind == .video ? .video : .frames
    if summary.kind == .video { record.digest = Self.prefix(summary.digest.bytes) }
    return record
  }

  private func firstFrame(
    of presentation: Presentation
  ) async throws -> (PresentationFrame?, MediaSummary) {
    let found = Mutex<PresentationFrame?>(nil)
    let summary = try await reader.read(presentation, scales: [.full], wants: { $0 == 0 }) {
      frame in
      found.withLock { $0 = frame }
      return false
    }
    return (found.withLock { $0 }, summary)
  }

  /// A presentation's picture again, for a closer look; `nil` where it cannot be had any more.
  func comparable(_ row: Int) async throws -> PictureComparison.Picture? {
    try Task.checkCancellation()
    let presentation = dataset.presentations[row]
    do {
      if let file = try? opener.file(presentation.media) {
        let profile = FileProfile(file.bytes.span)
        if profile.format != nil {
          return PictureComparison.Picture(try decoded(file, profile).pixels)
        }
      }
      let frame = try await firstFrame(of: presentation).0
      return frame?.pixels(at: .full).map { PictureComparison.Picture($0) }
    } catch is MediaFault {
      return nil
    }
  }

  private func fill(
    _ record: inout PictureRecord, _ picture: PixelBuffer, width: Int, height: Int, face: FaceBox?
  ) {
    record.width = UInt16(clamping: width)
    record.height = UInt16(clamping: height)
    record.border = Self.border(of: picture)
    var useful = picture
    let shorter = min(picture.width, picture.height)
    if shorter >= 2 * Self.usefulSide {
      let factor = shorter / Self.usefulSide
      useful = picture.resized(
        toWidth: max(picture.width / factor, 1), height: max(picture.height / factor, 1))
    }
    let ratio = Double(useful.width) / Double(max(width, 1))
    let box = face.flatMap { face in
      PixelRect(
        FaceBox(
          x: face.x * ratio, y: face.y * ratio, width: face.width * ratio,
          height: face.height * ratio))
    }
    record.sketch = PictureSketch(useful, face: box)
  }

  /// Mean colour of the outermost fiftieth of the picture, at least one pixel wide.
  private static func border(of picture: PixelBuffer) -> (UInt8, UInt8, UInt8) {
    let width = max(1, min(picture.width, picture.height) / 50)
    let depth = picture.channels.rawValue
    var sums = [0, 0, 0]
    var count = 0
    for y in 0..<picture.height {
      let isInRow = y < width || y >= picture.height - width
      for x in 0..<picture.width
      where isInRow || x < width || x >= picture.width - width {
        let place = y * picture.rowStride + x * depth
        for channel in 0..<3 {
          sums[channel] += Int(picture.bytes[place + min(channel, depth - 1)])
        }
        count += 1
      }
    }
    let means = sums.map { UInt8(clamping: ($0 + count / 2) / max(count, 1)) }
    return (means[0], means[1], means[2])
  }

  private static func prefix(_ digest: [UInt8]) -> UInt64 {
    digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}
