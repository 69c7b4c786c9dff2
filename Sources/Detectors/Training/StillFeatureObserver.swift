import PADVocabulary
import Subsystems

/// Measures the frames that a policy selects, and takes the mean of what they gave.
final class StillFeatureObserver: FeatureObserver {
  private let policy: FramePolicy
  private let measure: (Frame) -> Result<[Double], FaceCrop.NonResponse>
  private var sums: [Double] = []
  private var count = 0
  private var reason: NonResponseReason?

  /// - Parameter measure: measures one frame, always the same number of values; may keep buffers,
  ///   but nothing it has seen.
  init(
    policy: FramePolicy, measure: @escaping (Frame) -> Result<[Double], FaceCrop.NonResponse>
  ) {
    self.policy = policy
    self.measure = measure
  }

  func begin() {
    sums = []
    count = 0
    reason = nil
  }

  func observe(_ frame: Frame) {
    guard policy.selects(frame.index) else { return }
    switch measure(frame) {
    case .failure(let fault): reason = reason ?? fault.reason
    case .success(let values):
      guard values.allSatisfy(\.isFinite) else {
        reason = reason ?? .notFinite
        return
      }
      count += 1
      if sums.isEmpty {
        sums = values
      } else {
        for place in sums.indices { sums[place] += values[place] }
      }
    }
  }

  func finish() -> Outcome {
    guard count > 0, count >= policy.minimumScored else {
      sums = []
      return .nonResponse(reason ?? .missingInput)
    }
    return .score(0)
  }

  var features: [[Double]] { [sums.map { $0 / Double(count) }] }
}
