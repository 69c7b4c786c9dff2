import PADVocabulary
import Subsystems

/// Shows every part of a fusion the frames that its own policy selects.
final class FusionObserver: FeatureObserver {
  private var seats: [FusionPart.Seat]
  private var hasSeenAFace = false
  private var hasSeenAFrame = false

  init(_ parts: [FusionPart]) throws(SubsystemFault) {
    var seats: [FusionPart.Seat] = []
    for part in parts { seats.append(try part.seat()) }
    self.seats = seats
  }

  func begin() {
    hasSeenAFace = false
    hasSeenAFrame = false
    for place in seats.indices {
      seats[place].outcome = .nonResponse(.missingInput)
      seats[place].observer.begin()
    }
  }

  func observe(_ frame: Frame) {
    hasSeenAFrame = true
    if frame.faceBox != nil { hasSeenAFace = true }
    for seat in seats where seat.card.framePolicy.selects(frame.index) {
      seat.observer.observe(frame)
    }
  }

  /// A part that does not respond is left out; when none responds, the first one's reason stands.
  func finish() -> Outcome {
    for place in seats.indices { seats[place].outcome = seats[place].observer.finish() }
    // A fusion says that it needs a face: parts that do not must not judge without one.
    if hasSeenAFrame, !hasSeenAFace, seats.contains(where: \.needsBox) {
      for place in seats.indices { seats[place].outcome = .nonResponse(.noFace) }
    }
    if seats.contains(where: { $0.outcome.score != nil }) { return .score(0) }
    return seats.first?.outcome ?? .nonResponse(.missingInput)
  }

  var features: [[Double]] { seats.map(\.features) }
}
