import Imaging
import PADVocabulary
import Subsystems

/// Makes a model's input of a picture, as a card's preprocessing says.
///
/// Everything that does not depend on the picture is worked out once: a table of 256 values per
/// plane, so that range, mean and standard deviation cost one look-up a pixel.
struct ImageTensor: Sendable {
  private let preprocessing: Preprocessing
  private let tables: [[Float]]

  /// Prepares for a card.
  init(_ preprocessing: Preprocessing) {
    self.preprocessing = preprocessing
    tables = (0..<preprocessing.colourOrder.planes).map { plane in
      let mean = Self.value(preprocessing.mean, plane, or: 0)
      let deviation = Self.value(preprocessing.standardDeviation, plane, or: 1)
      return (0...255).map { byte in
        // Single precision from here on, as the frameworks that models come from compute it.
        let value: Float =
          switch preprocessing.valueRange {
          case .byte: Float(byte)
          case .unit: Float(byte) / 255
          case .signed: Float(byte) / 127.5 - 1
          }
        return (value - Float(mean)) / Float(deviation)
      }
    }
  }

  /// The shape of the tensor: one picture, planes, rows, columns.
  var shape: [Int] {
    [1, tables.count, preprocessing.height, preprocessing.width]
  }

  /// The input for a face, or for the whole picture where the card asks for no crop; `nil` when
  /// the box is no box.
  func input(from pixels: PixelBuffer, face: FaceBox?) -> Tensor? {
    guard let factor = preprocessing.cropScale else { return fitted(pixels).tensor }
    guard let face, let rect = PixelRect(face.squared(times: factor)) else { return nil }
    return tensor(
      of: pixels.cropped(
        to: rect, resizedToWidth: preprocessing.width, height: preprocessing.height,
        by: interpolation(fromWidth: rect.width, height: rect.height),
        border: preprocessing.padding))
  }

  /// The whole picture as the card fits it in, and by how much it was scaled.
  func fitted(_ pixels: PixelBuffer) -> (tensor: Tensor, scaleX: Double, scaleY: Double) {
    var width = preprocessing.width
    var height = preprocessing.height
    if preprocessing.fit == .letterbox {
      let scale = min(
        Double(width) / Double(pixels.width), Double(height) / Double(pixels.height))
      width = min(width, max(1, Int((Double(pixels.width) * scale).rounded())))
      height = min(height, max(1, Int((Double(pixels.height) * scale).rounded())))
    }
    let small = pixels.resized(
      toWidth: width, height: height,
      by: interpolation(fromWidth: pixels.width, height: pixels.height))
    return (
      tensor(of: small), Double(width) / Double(pixels.width),
      Double(height) / Double(pixels.height)
    )
  }

  /// The card's `area` covers shrinking only; growing is blended.
  private func interpolation(fromWidth width: Int, height: Int) -> Interpolation {
    preprocessing.interpolation == .area && width >= preprocessing.width
      && height >= preprocessing.height ? .area : .bilinear
  }

  /// Planes of a picture that is at most as large as the input; the rest is black.
  private func tensor(of picture: PixelBuffer) -> Tensor {
    let grey = preprocessing.colourOrder == .grey
    let source = grey ? picture.grey() : picture
    let step = source.channels.rawValue
    let plane = preprocessing.width * preprocessing.height
    var values: [Float] = []
    values.reserveCapacity(plane * tables.count)
    for (index, table) in tables.enumerated() {
      let channel =
        switch preprocessing.colourOrder {
        case .rgb: min(index, step - 1)
        case .bgr: max(0, step - 1 - index)
        case .grey: 0
        }
      let bytes = source.bytes.span
      for row in 0..<preprocessing.height {
        guard row < source.height else {
          values.append(contentsOf: repeatElement(table[0], count: preprocessing.width))
          continue
        }
        var place = row &* source.rowStride &+ channel
        for _ in 0..<source.width {
          values.append(table[Int(bytes[place])])
          place &+= step
        }
        values.append(
          contentsOf: repeatElement(table[0], count: preprocessing.width - source.width))
      }
    }
    return Tensor(shape: shape, values: values)
  }

  private static func value(_ values: [Double], _ index: Int, or fallback: Double) -> Double {
    values.indices.contains(index) ? values[index] : fallback
  }
}
