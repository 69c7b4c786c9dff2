import Imaging
import Statistics

/// How a face's colour differs from that of the neck, forehead and ears around it, and how it
/// spreads within the face: 22 bytes.
///
/// A print or a screen shows face and neck alike; a mask ends at both, and its colour is more even
/// than skin. What is around a face tells attacks (Komulainen, Hadid and Pietikäinen, BTAS 2013),
/// and so do the moments and the diversity of its colours and its highlights (Wen, Han and Jain,
/// IEEE TIFS 10, 2015). Colours are compared as shares of luma, which exposure does not change.
struct FaceContrast {
  /// The figures, each scaled to a byte.
  let bytes: [UInt8]

  /// How many figures there are.
  static let count = 22

  /// Compares a face with what is around it in a picture.
  ///
  /// - Parameter face: where the face is, at least partly in the picture. What lies outside the
  ///   picture is taken from its nearest edge.
  init(_ picture: PixelBuffer, face: PixelRect) {
    let colours = LocalColour(picture)
    func cells(
      _ left: Double, _ top: Double, _ width: Double, _ height: Double, _ columns: Int, _ rows: Int
    ) -> [LocalColour.Mean] {
      colours.means(
        left: Double(face.x) + left * Double(face.width),
        top: Double(face.y) + top * Double(face.height), width: width * Double(face.width),
        height: height * Double(face.height), columns: columns, rows: rows)
    }
    let own = LocalColour.Mean.median(of: cells(0, 0, 1, 1, 4, 5))
    let neck = cells(0.25, 1, 0.5, 0.3, 2, 3)
    let sides =
      cells(0.25, -0.15, 0.5, 0.3, 2, 3) + cells(-0.1, 0.25, 0.2, 0.4, 2, 2)
      + cells(0.9, 0.25, 0.2, 0.4, 2, 2)
    var figures = Self.neckFigures(neck, own)
    let apart = sides.map { $0.distance(to: own) }.sorted()
    figures += [0, 3, 7, 10, 13].map { Self.scaled(apart[$0]) }
    figures += colours.spread(within: face).map(Self.scaled)
    bytes = figures.map { TextureSummary.byte(Float($0)) }
  }

  private static func scaled(_ value: Double) -> Double {
    Double(TextureSummary.scaled(logarithmOf: Float(value)))
  }

  /// Least, median and greatest distance of colour, least and median distance of brightness, and
  /// the three differences with their signs.
  private static func neckFigures(
    _ neck: [LocalColour.Mean], _ own: LocalColour.Mean
  ) -> [Double] {
    let colour = neck.map { $0.distance(to: own) }.sorted()
    let light = neck.map { abs($0.light - own.light) }.sorted()
    let distances = [
      colour[0], LocalColour.middle(colour), colour[colour.count - 1], light[0],
      LocalColour.middle(light),
    ]
    let middle = LocalColour.Mean.median(of: neck)
    return distances.map(Self.scaled) + [
      (middle.light - own.light) * 32 + 128, (middle.blue - own.blue) * 2 + 128,
      (middle.red - own.red) * 2 + 128,
    ]
  }
}
