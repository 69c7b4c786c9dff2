public import Imaging
import PADVocabulary

/// Encodes the frames that a card's policy selects one by one, each aligned as the card says, and
/// takes the mean of their vectors.
///
/// Vectors are prepared for the card's measure before they are averaged, and the mean is prepared
/// again; how the policy aggregates scores does not matter here.
public final class AlignedFaceEncoder: FaceEncoder {
  private let card: SubsystemCard
  private let alignment: FaceAlignment
  private let measure: SimilarityMeasure
  private let encode: (PixelBuffer) throws(SubsystemFault) -> [Float]
  private var sums: [Double] = []
  private var count = 0
  private var refusal: FaceAlignment.Refusal?

  /// - Parameters:
  ///   - card: says which frames, how they are aligned, and what their vectors are compared by.
  ///   - encode: makes the vector of an aligned face, always of one length; may keep buffers, but
  ///     nothing it has seen.
  public init(
    card: SubsystemCard, encode: @escaping (PixelBuffer) throws(SubsystemFault) -> [Float]
  ) {
    self.card = card
    alignment = FaceAlignment(of: card)
    measure = card.comparison ?? .cosine
    self.encode = encode
  }

  /// Forgets the presentation before and starts a new one.
  public func begin() {
    sums = []
    count = 0
    refusal = nil
  }

  /// Encodes a frame, where the policy selects it.
  public func observe(_ frame: Frame) {
    guard card.framePolicy.selects(frame.index) else { return }
    do throws(FaceAlignment.Refusal) {
      let vector = try vector(of: frame)
      count += 1
      if sums.isEmpty {
        sums = vector.map(Double.init)
      } else {
        for place in sums.indices { sums[place] += Double(vector[place]) }
      }
    } catch {
      refusal = refusal ?? error
    }
  }

  /// The mean of what was encoded, or why there is none: the first frame's reason.
  public func finish() -> Encoding {
    guard count > 0, count >= card.framePolicy.minimumScored else {
      return .nonResponse(refusal?.reason ?? .missingInput)
    }
    let mean = sums.map { Float($0 / Double(count)) }
    guard let template = measure.prepared(mean) else {
      refusal = FaceAlignment.Refusal(
        reason: .notFinite, message: "the frames' vectors have no mean that can be compared")
      return .nonResponse(.notFinite)
    }
    refusal = nil
    return .template(FaceTemplate(vector: template))
  }

  /// What was the matter with the first frame that could not be encoded.
  public var message: String { refusal?.message ?? "" }

  private func vector(of frame: Frame) throws(FaceAlignment.Refusal) -> [Float] {
    let face = try alignment.face(in: frame).get()
    let vector: [Float]
    do throws(SubsystemFault) {
      vector = try encode(face)
    } catch {
      throw FaceAlignment.Refusal(reason: .failed, message: error.description)
    }
    guard let prepared = measure.prepared(vector), sums.isEmpty || prepared.count == sums.count
    else {
      throw FaceAlignment.Refusal(
        reason: .notFinite, message: "the face's vector is none that can be compared")
    }
    return prepared
  }
}
