/// How a picture gets another size.
public enum Interpolation: String, Sendable, Hashable, CaseIterable {
  /// Each new pixel is the mean of the area it covers, whatever the ratio: the right choice for
  /// making pictures smaller (OpenCV's `INTER_AREA` up to rounding).
  case area
  /// Each new pixel is blended from the four nearest to its centre: OpenCV's `INTER_LINEAR`, bit
  /// for bit, which is what most published models were trained behind.
  case bilinear
}
