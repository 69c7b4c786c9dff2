import Imaging

/// One picture of a video, upright, with its time.
struct VideoPicture {
  /// Seconds in the video's own time.
  var time: Double
  /// The picture.
  var pixels: PixelBuffer
}

/// Takes pictures out of a fragmented QuickTime stream of raw RGB, one fragment per picture.
///
/// That stream is what ffmpeg is asked for: the one of its pipe formats that is simple to read
/// and carries size and exact time with every picture (ISO/IEC 14496-12: `moov`, then `moof` and
/// `mdat` in turns). The bytes come from another program that was fed a hostile file, so nothing
/// in them is trusted.
struct FragmentReader {
  /// What is wrong with the stream.
  struct Fault: Error {
    var message: String
    /// Whether it is a limit that was met, not damage.
    var isTooBig = false
  }

  /// The largest picture, in pixels.
  let pixelLimit: Int
  private var buffer: [UInt8] = []
  private var start = 0
  private var width = 0
  private var height = 0
  private var timescale: UInt32 = 0
  private var time: UInt64?

  init(pixelLimit: Int) {
    self.pixelLimit = pixelLimit
  }

  /// Adds what was read from the program.
  mutating func append(_ bytes: RawSpan) {
    if start > 0 {
      buffer.removeFirst(start)
      start = 0
    }
    unsafe bytes.withUnsafeBytes { unsafe buffer.append(contentsOf: $0) }
  }

  /// Whether everything that was added made whole boxes.
  var isAtBoundary: Bool { start == buffer.count }

  /// The next whole picture, or `nil` when more bytes are needed.
  mutating func next() throws(Fault) -> VideoPicture? {
    while buffer.count - start >= 8 {
      let size = Int(Self.big32(buffer, start))
      let kind = Self.name(buffer, start + 4)
      guard size >= 8, size <= 8 + rowStride * max(height, 1) + 1_048_576 else {
        throw Fault(message: "a box of \(size) bytes")
      }
      guard buffer.count - start >= size else { return nil }
      let box = start + 8..<start + size
      start += size
      switch kind {
      case "moov": try readMovie(box)
      case "moof": try readFragment(box)
      case "mdat": if let picture = try picture(box) { return picture }
      default: break
      }
    }
    return nil
  }

  /// Bytes from one row's start to the next: rows of raw RGB begin at even places.
  private var rowStride: Int {
    (width * 3 + 1) / 2 * 2
  }

  private mutating func readMovie(_ box: Range<Int>) throws(Fault) {
    for (kind, inside) in Self.boxes(buffer, box, within: ["trak", "mdia", "minf", "stbl"]) {
      if kind == "mdhd", inside.count >= 24 {
        let isLong = buffer[inside.lowerBound] == 1
        let place = inside.lowerBound + (isLong ? 20 : 12)
        timescale = Self.big32(buffer, place)
      } else if kind == "stsd", inside.count >= 8 + 36 {
        let entry = inside.lowerBound + 8
        width = Int(Self.big16(buffer, entry + 32))
        height = Int(Self.big16(buffer, entry + 34))
      }
    }
    guard timescale > 0, width > 0, height > 0 else { throw Fault(message: "no picture size") }
    guard width * height <= pixelLimit else {
      throw Fault(message: "pictures of \(width) × \(height) pixels", isTooBig: true)
    }
  }

  private mutating func readFragment(_ box: Range<Int>) throws(Fault) {
    time = nil
    for (kind, inside) in Self.boxes(buffer, box, within: ["traf"]) where kind == "tfdt" {
      let isLong = inside.count >= 12 && buffer[inside.lowerBound] == 1
      guard isLong || inside.count >= 8 else { break }
      let place = inside.lowerBound + 4
      let high = UInt64(Self.big32(buffer, place))
      time = isLong ? high << 32 | UInt64(Self.big32(buffer, place + 4)) : high
    }
    guard time != nil else { throw Fault(message: "a fragment without its time") }
  }

  private mutating func picture(_ box: Range<Int>) throws(Fault) -> VideoPicture? {
    guard let time, timescale > 0 else { return nil }
    let stride = rowStride
    guard box.count == stride * height else {
      throw Fault(message: "\(box.count) bytes where a picture has \(stride * height)")
    }
    self.time = nil
    let row = width * 3
    var pixels: [UInt8]
    if stride == row {
      pixels = Array(buffer[box])
    } else {
      pixels = []
      pixels.reserveCapacity(row * height)
      for y in 0..<height {
        let begin = box.lowerBound + y * stride
        pixels.append(contentsOf: buffer[begin..<begin + row])
      }
    }
    return VideoPicture(
      time: Double(time) / Double(timescale),
      pixels: PixelBuffer(width: width, height: height, channels: .rgb, bytes: pixels))
  }

  /// The boxes in a range, those inside the containers named included, depth first.
  private static func boxes(
    _ bytes: [UInt8], _ range: Range<Int>, within containers: [String]
  ) -> [(kind: String, inside: Range<Int>)] {
    var found: [(String, Range<Int>)] = []
    var waiting = [range]
    while let range = waiting.popLast() {
      var place = range.lowerBound
      while range.upperBound - place >= 8 {
        let size = Int(big32(bytes, place))
        guard size >= 8, size <= range.upperBound - place else { break }
        let kind = name(bytes, place + 4)
        let inside = place + 8..<place + size
        if containers.contains(kind) {
          waiting.append(inside)
        } else {
          found.append((kind, inside))
        }
        place += size
      }
    }
    return found
  }

  private static func big16(_ bytes: [UInt8], _ place: Int) -> UInt16 {
    UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1])
  }

  private static func big32(_ bytes: [UInt8], _ place: Int) -> UInt32 {
    UInt32(big16(bytes, place)) << 16 | UInt32(big16(bytes, place + 2))
  }

  private static func name(_ bytes: [UInt8], _ place: Int) -> String {
    String(decoding: bytes[place..<place + 4], as: UTF8.self)
  }
}
