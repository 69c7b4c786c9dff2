import Imaging
public import Subsystems

/// Compares faces by histograms of local binary patterns, region by region (Ahonen, Hadid and
/// Pietikäinen, "Face description with local binary patterns: application to face recognition",
/// IEEE TPAMI 28(12), 2006), without weights for regions.
///
/// A template holds the share of each of the 59 uniform patterns in each of 7 × 7 regions of the
/// aligned face's luma; templates are compared by their χ² distance.
public struct LBPHMatcher: FaceMatcher {
  /// Its card.
  public let card: SubsystemCard

  /// Pixels of the aligned face each way.
  static let side = 112
  /// Regions each way.
  static let grid = 7
  /// How many numbers a template has.
  static let dimension = grid * grid * LocalBinaryPatterns.labelCount

  /// Makes the matcher.
  public init() {
    card = SubsystemCard(
      name: "lbph", version: "1", role: .matcher,
      about: "local binary patterns of 7 × 7 regions of the face, chi-square distance",
      preprocessing: Preprocessing(
        alignments: [.fivePoints, .eyes, .box], width: Self.side, height: Self.side,
        interpolation: .area, colourOrder: .grey),
      comparison: .chiSquare, needs: .faceBox,
      settings: [
        CardSetting("patterns", "nri_uniform 8,1"), CardSetting("grid", Double(Self.grid)),
        CardSetting("smallest_face", FaceAlignment.smallestFace),
        CardSetting("largest_face", FaceAlignment.largestFace),
      ])
  }

  /// Makes an encoder.
  public func makeEncoder() throws(SubsystemFault) -> any FaceEncoder {
    var patterns = LocalBinaryPatterns()
    return AlignedFaceEncoder(card: card) { face throws(SubsystemFault) in
      Self.histograms(of: face, by: &patterns)
    }
  }

  /// Makes a comparer.
  public func makeComparer(
    for references: [FaceTemplate]
  ) throws(SubsystemFault) -> any TemplateComparer {
    try VectorComparer(
      references, by: .chiSquare, dimension: Self.dimension, named: card.name)
  }

  /// The share of each pattern in each region, region by region, rows first; all patterns of pixels
  /// that have no eight neighbours are left out.
  static func histograms(
    of face: PixelBuffer, by patterns: inout LocalBinaryPatterns
  ) -> [Float] {
    let width = face.width - 2
    let codes = patterns.codes(of: face.grey())
    guard width >= grid, codes.count / width >= grid else { return [] }
    let height = codes.count / width
    var counts = [Float](repeating: 0, count: dimension)
    for row in 0..<height {
      let regions = row * grid / height * grid
      for column in 0..<width {
        let region = regions + column * grid / width
        let label = LocalBinaryPatterns.labels[Int(codes[row * width + column])]
        counts[region * LocalBinaryPatterns.labelCount + label] += 1
      }
    }
    for region in 0..<(grid * grid) {
      let places =
        region * LocalBinaryPatterns.labelCount..<(region + 1) * LocalBinaryPatterns.labelCount
      let total = counts[places].reduce(0, +)
      for place in places { counts[place] /= total }
    }
    return counts
  }
}
