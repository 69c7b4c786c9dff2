#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Imaging
import PADVocabulary
public import Subsystems

/// A detector that an ONNX model and its card describe.
public struct ONNXLivenessDetector: LivenessDetector {
  /// Its card.
  public let card: SubsystemCard
  private let session: ONNXSession
  private let input: ImageTensor
  private let output: Int

  /// Loads the model of a card, and compares what it takes and gives with what the card says.
  ///
  /// - Throws: `SubsystemFault` when the model does not load or is not the one described.
  public init(_ loaded: LoadedCard, runtime: ONNXRuntime) throws(SubsystemFault) {
    let card = loaded.card
    let session = try ONNXSession(
      model: loaded.contents.first ?? [], named: card.name, threads: card.limits.threads,
      runtime: runtime)
    let input = ImageTensor(card.preprocessing)
    try session.require(input: input.shape, of: card)
    let output = try session.output(of: card)
    if let last = session.outputs[output].shape.last, let count = last, card.output.index >= count {
      throw SubsystemFault(
        subsystem: card.name,
        message: "the card takes value \(card.output.index) of an output of \(count)",
        remedy: "count output.index from 0")
    }
    self.session = session
    self.input = input
    self.output = output
    self.card = card
  }

  /// The library and its version.
  public var runtime: String { session.runtime.description }

  /// Makes an observer; all of them share the model.
  public func makeObserver() throws(SubsystemFault) -> any LivenessObserver {
    Observer(self)
  }

  /// The score of one frame.
  func outcome(of frame: Frame) -> Outcome {
    if card.preprocessing.cropScale != nil, frame.faceBox == nil { return .nonResponse(.noFace) }
    guard let tensor = input.input(from: frame.pixels, face: frame.faceBox) else {
      return .nonResponse(.refused)
    }
    do throws(SubsystemFault) {
      let tensors = try session.run(tensor)
      return Outcome(computed: card.output.score(of: tensors[output].values))
    } catch {
      return .nonResponse(.failed)
    }
  }

  private final class Observer: LivenessObserver {
    private let detector: ONNXLivenessDetector
    private var scores: FrameScores

    init(_ detector: ONNXLivenessDetector) {
      self.detector = detector
      scores = FrameScores(policy: detector.card.framePolicy)
    }

    func begin() { scores.reset() }

    func observe(_ frame: Frame) {
      guard scores.policy.selects(frame.index) else { return }
      scores.add(detector.outcome(of: frame), at: frame.index)
    }

    func finish() -> Outcome { scores.outcome }

    var frameOutcomes: [FrameOutcome] { scores.outcomes }
  }
}

extension ScoreOutput {
  /// The score that an output vector stands for; NaN when it has no such value.
  func score(of vector: [Float]) -> Double {
    guard vector.indices.contains(index) else { return .nan }
    let value = Double(vector[index])
    switch activation {
    case .none: return polarity == .bonaFide ? value : -value
    case .softmax:
      // Relative to the largest, so that no power overflows.
      let largest = Double(vector.max() ?? 0)
      let sum = vector.reduce(0) { $0 + exp(Double($1) - largest) }
      let share = exp(value - largest) / sum
      return polarity == .bonaFide ? share : 1 - share
    case .sigmoid:
      return 1 / (1 + exp(polarity == .bonaFide ? -value : value))
    }
  }
}

extension ONNXSession {
  /// The place of the output that a card names, or of the only one.
  func output(of card: SubsystemCard) throws(SubsystemFault) -> Int {
    if let place = outputs.firstIndex(where: {
      card.output.name.isEmpty ? outputs.count == 1 : $0.name == card.output.name
    }) {
      return place
    }
    throw SubsystemFault(
      subsystem: card.name,
      message: card.output.name.isEmpty
        ? "the model has \(outputs.count) outputs and the card names none"
        : "the model has no output '\(card.output.name.printable)'",
      remedy: "set output.name to one of "
        + outputs.map(\.name.printable).joined(separator: ", "))
  }

  /// Throws unless the model's only input takes tensors of this shape.
  func require(input shape: [Int], of card: SubsystemCard) throws(SubsystemFault) {
    guard inputs.count == 1, let input = inputs.first, input.accepts(shape) else {
      let wanted = inputs.map { $0.description.printable + ($0.isFloat ? "" : ", not of floats") }
      throw SubsystemFault(
        subsystem: card.name,
        message: "the card describes an input of \(shape), the model takes "
          + wanted.joined(separator: ", "),
        remedy: "correct width, height and colour in the card's input section")
    }
  }
}
