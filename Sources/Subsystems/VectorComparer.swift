/// Compares templates that are vectors.
///
/// References are packed once, probes a few at a time; a pair's score is summed in the order of the
/// vectors' values, so that it is the same whatever else is compared. Two comparers on two halves of
/// the probes use two processors.
public final class VectorComparer: TemplateComparer {
  private let measure: SimilarityMeasure
  private let name: String
  private let dimension: Int
  private let references: PackedVectors

  /// Probes that are unpacked at once: few enough to stay near the processor.
  private static let probesAtOnce = 64

  /// Packs references.
  ///
  /// - Parameters:
  ///   - references: vectors of one length; a template that cannot be compared is refused.
  ///   - measure: how alike two vectors are.
  ///   - dimension: how many values a vector has; by default as many as the first reference.
  ///   - name: the matcher, for faults.
  /// - Throws: `SubsystemFault` for a reference that is no vector of this length.
  public init(
    _ references: [FaceTemplate], by measure: SimilarityMeasure, dimension: Int? = nil,
    named name: String
  ) throws(SubsystemFault) {
    self.measure = measure
    self.name = name
    let count = dimension ?? (references.first?.bytes.count ?? 0) / 4
    self.dimension = count
    var packed = PackedVectors(count: references.count, dimension: count)
    for (place, template) in references.enumerated() {
      packed.put(
        try Self.vector(of: template, "reference \(place)", measure, count, name), at: place)
    }
    self.references = packed
  }

  /// How alike each probe and each reference are; NaN where a sum is beyond all numbers.
  public func similarities(of probes: [FaceTemplate]) throws(SubsystemFault) -> [Double] {
    guard references.count > 0 else { return [] }
    var scores = [Double](repeating: 0, count: probes.count * references.count)
    for start in stride(from: 0, to: probes.count, by: Self.probesAtOnce) {
      let places = start..<min(start + Self.probesAtOnce, probes.count)
      var spread = SpreadVectors(count: places.count, dimension: dimension)
      for place in places {
        spread.put(
          try Self.vector(of: probes[place], "probe \(place)", measure, dimension, name),
          at: place - start)
      }
      ComparisonKernel.compare(
        spread, with: references, by: measure, into: &scores, from: start * references.count)
    }
    return scores
  }

  private static func vector(
    of template: FaceTemplate, _ what: String, _ measure: SimilarityMeasure, _ dimension: Int,
    _ name: String
  ) throws(SubsystemFault) -> [Float] {
    guard let vector = template.vector, vector.count == dimension,
      let prepared = measure.prepared(vector)
    else {
      throw SubsystemFault(
        subsystem: name,
        message: "\(what) is no template of this matcher: \(template.bytes.count) bytes, and "
          + "\(dimension) numbers for '\(measure.rawValue)' are wanted",
        remedy: "encode it again with this matcher")
    }
    return prepared
  }
}
