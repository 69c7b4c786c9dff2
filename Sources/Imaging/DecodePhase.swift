/// Where in a file a codec was when it complained.
public enum DecodePhase: String, Sendable, Hashable, CaseIterable {
  /// Before the first coded pixel.
  case header
  /// In the coded pixels: what is complained about here is missing or wrong in the picture.
  case scan
  /// After the last coded pixel of a PNG, whose checksums had then vouched for the pixels.
  case trailer
}
