/// Local binary patterns of eight neighbours on a circle of radius 1 (Ojala, Pietikäinen and
/// Mäenpää, "Multiresolution gray-scale and rotation invariant texture classification with local
/// binary patterns", IEEE TPAMI 24(7), 2002).
///
/// Codes and labels are those of scikit-image's `local_binary_pattern(image, 8, 1)` with `default`
/// and `nri_uniform`, of the pixels that have all neighbours, but where an interpolated neighbour is
/// within 0.011 grey values of its centre.
public struct LocalBinaryPatterns: Sendable {
  /// Labels: 58 uniform patterns, and one for all others.
  public static let labelCount = 59

  private var codes: [UInt8] = []
  private var counts = [Int32](repeating: 0, count: 4 * 256)

  /// The label of every code: uniform patterns have at most two changes along the circle.
  public static let labels: [Int] = (0..<256).map { code in
    let bits = (0..<8).map { code >> $0 & 1 == 1 }
    let changes = (0..<7).count { bits[$0] != bits[$0 + 1] }
    guard changes <= 2 else { return labelCount - 1 }
    let ones = bits.count { $0 }
    guard let firstOne = bits.firstIndex(of: true) else { return 0 }
    guard let firstZero = bits.firstIndex(of: false) else { return labelCount - 2 }
    return 1 + (ones - 1) * 8 + (firstOne == 0 ? ones - firstZero : 8 - firstOne)
  }

  /// Starts with buffers that are kept from picture to picture.
  public init() {}

  /// How often each label occurs in a grey picture; all 0 for one without inner pixels.
  public mutating func histogram(of picture: PixelBuffer) -> [Int] {
    var histogram = [Int](repeating: 0, count: Self.labelCount)
    for (code, count) in codeCounts(of: picture).enumerated() {
      histogram[Self.labels[code]] += count
    }
    return histogram
  }

  /// How often each of the 256 codes occurs.
  mutating func codeCounts(of picture: PixelBuffer) -> [Int] {
    guard picture.channels == .grey, picture.width > 2, picture.height > 2 else {
      return [Int](repeating: 0, count: 256)
    }
    writeCodes(of: picture)
    // Four tables: flat regions repeat one code, and each would wait for the one before.
    for place in counts.indices { counts[place] = 0 }
    Self.tally(codes, into: &counts)
    var sums = [Int](repeating: 0, count: 256)
    for (place, count) in counts.enumerated() { sums[place % 256] += Int(count) }
    return sums
  }

  /// The code of every inner pixel of a grey picture, row by row; empty for one without any.
  public mutating func codes(of picture: PixelBuffer) -> [UInt8] {
    guard picture.channels == .grey, picture.width > 2, picture.height > 2 else { return [] }
    writeCodes(of: picture)
    return codes
  }

  private mutating func writeCodes(of picture: PixelBuffer) {
    let inner = (picture.width - 2) * (picture.height - 2)
    if codes.count != inner { codes = [UInt8](repeating: 0, count: inner) }
    Self.encode(picture.bytes.span, width: picture.width, height: picture.height, into: &codes)
  }

  private static func tally(_ codes: [UInt8], into counts: inout [Int32]) {
    let codes = codes.span
    var counts = counts.mutableSpan
    precondition(counts.count == 1024)
    let whole = codes.count / 4 * 4
    var place = 0
    while place < whole {
      unsafe counts[unchecked: Int(codes[unchecked: place])] &+= 1
      unsafe counts[unchecked: 256 &+ Int(codes[unchecked: place &+ 1])] &+= 1
      unsafe counts[unchecked: 512 &+ Int(codes[unchecked: place &+ 2])] &+= 1
      unsafe counts[unchecked: 768 &+ Int(codes[unchecked: place &+ 3])] &+= 1
      place &+= 4
    }
    while place < codes.count {
      counts[Int(codes[place])] &+= 1
      place &+= 1
    }
  }

  private static func encode(
    _ pixels: borrowing Span<UInt8>, width: Int, height: Int, into codes: inout [UInt8]
  ) {
    var codes = codes.mutableSpan
    precondition(pixels.count == width * height && codes.count == (width - 2) * (height - 2))
    for row in 1..<(height - 1) {
      let here = row &* width &+ 1
      let above = here &- width
      let below = here &+ width
      let out = (row &- 1) &* (width &- 2)
      for column in 0..<(width - 2) {
        let centre = unsafe Int16(pixels[unchecked: here &+ column])
        let right = unsafe Int16(pixels[unchecked: here &+ column &+ 1]) &- centre
        let left = unsafe Int16(pixels[unchecked: here &+ column &- 1]) &- centre
        let up = unsafe Int16(pixels[unchecked: above &+ column]) &- centre
        let down = unsafe Int16(pixels[unchecked: below &+ column]) &- centre
        let rightUp = unsafe Int16(pixels[unchecked: above &+ column &+ 1]) &- centre
        let leftUp = unsafe Int16(pixels[unchecked: above &+ column &- 1]) &- centre
        let rightDown = unsafe Int16(pixels[unchecked: below &+ column &+ 1]) &- centre
        let leftDown = unsafe Int16(pixels[unchecked: below &+ column &- 1]) &- centre
        var code: UInt8 = right >= 0 ? 1 : 0
        code |= isHigh(right &+ up, rightUp) ? 2 : 0
        code |= up >= 0 ? 4 : 0
        code |= isHigh(left &+ up, leftUp) ? 8 : 0
        code |= left >= 0 ? 16 : 0
        code |= isHigh(left &+ down, leftDown) ? 32 : 0
        code |= down >= 0 ? 64 : 0
        code |= isHigh(right &+ down, rightDown) ? 128 : 0
        unsafe codes[unchecked: out &+ column] = code
      }
    }
  }

  /// Whether the point between four pixels at √½ of the way to the corner is no darker than the
  /// centre: d(1 − d)·sides + d²·corner ≥ 0, all as differences from the centre. (1 − d)/d = √2 − 1
  /// is 29/70 here, which 16 bits can hold; where that meets 0 exactly, the corner decides.
  @inline(__always)
  private static func isHigh(_ sides: Int16, _ corner: Int16) -> Bool {
    29 &* sides &+ 70 &* corner &- (corner >> 15 & 1) >= 0
  }
}
