public import Imaging

/// What happens to a picture between the file and a model's input tensor.
///
/// It is part of the system under test: one published model went from AUC 1.000 to .844 when its
/// pixels were scaled to 0…1 instead of 0…255.
public struct Preprocessing: Sendable, Hashable {
  /// How a crop that is not of the input's shape is fitted into it.
  public enum Fit: String, Sendable, Hashable, CaseIterable {
    /// Width and height are scaled separately.
    case stretch
    /// One scale for both, the rest filled with black at the right and at the bottom.
    case letterbox
  }

  /// What a face is brought into place by, before it is encoded for comparison.
  public enum Alignment: String, Sendable, Hashable, CaseIterable {
    /// Eyes, nose and mouth corners, as a face finder gives them, by least squares.
    case fivePoints = "five-points"
    /// Both eyes.
    case eyes
    /// The square of the face box's longer side times `cropScale` (1 where it is not given): nothing
    /// is turned upright.
    case box
  }

  /// How pixels are made up when the size changes.
  public enum Interpolation: String, Sendable, Hashable, CaseIterable {
    /// Linear in both directions, centres aligned at half pixels, no smoothing when shrinking.
    case bilinear
    /// The mean of the covered area when shrinking, `bilinear` when growing.
    case area
  }

  /// The order of a pixel's values in the tensor.
  public enum ColourOrder: String, Sendable, Hashable, CaseIterable {
    /// Red, green, blue.
    case rgb
    /// Blue, green, red.
    case bgr
    /// One plane: luma (ITU-R BT.601).
    case grey

    /// Planes of the tensor.
    public var planes: Int { self == .grey ? 1 : 3 }
  }

  /// The values that black and white have before mean and standard deviation are applied.
  public enum ValueRange: String, Sendable, Hashable, CaseIterable {
    /// 0…255.
    case byte = "0..255"
    /// 0…1.
    case unit = "0..1"
    /// −1…1.
    case signed = "-1..1"
  }

  /// The size the picture is decoded at.
  public var decodeScale: DecodeScale
  /// What faces are aligned by, the first that a frame has; empty for a subsystem that aligns none.
  public var alignments: [Alignment]
  /// The crop's side: the longer side of the face box times this; `nil` takes the whole picture.
  public var cropScale: Double?
  /// What stands outside the picture when a crop reaches over its edge.
  public var padding: Border
  /// How the crop is fitted into the input.
  public var fit: Fit
  /// Width of the model's input in pixels; 0 for a subsystem without a fixed input.
  public var width: Int
  /// Height of the model's input in pixels; 0 for a subsystem without a fixed input.
  public var height: Int
  /// How pixels are made up.
  public var interpolation: Interpolation
  /// The order of a pixel's values.
  public var colourOrder: ColourOrder
  /// The values of black and white.
  public var valueRange: ValueRange
  /// Subtracted from each plane, in units of `valueRange`; one value per plane, or empty for 0.
  public var mean: [Double]
  /// Each plane is divided by it after `mean`; one value per plane, or empty for 1.
  public var standardDeviation: [Double]

  /// Makes a preprocessing; by default the whole picture at full size, RGB, 0…255.
  public init(
    decodeScale: DecodeScale = .full,
    alignments: [Alignment] = [],
    cropScale: Double? = nil,
    padding: Border = .reflect101,
    fit: Fit = .stretch,
    width: Int = 0,
    height: Int = 0,
    interpolation: Interpolation = .bilinear,
    colourOrder: ColourOrder = .rgb,
    valueRange: ValueRange = .byte,
    mean: [Double] = [],
    standardDeviation: [Double] = []
  ) {
    self.decodeScale = decodeScale
    self.alignments = alignments
    self.cropScale = cropScale
    self.padding = padding
    self.fit = fit
    self.width = width
    self.height = height
    self.interpolation = interpolation
    self.colourOrder = colourOrder
    self.valueRange = valueRange
    self.mean = mean
    self.standardDeviation = standardDeviation
  }
}
