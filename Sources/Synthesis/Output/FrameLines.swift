import PADVocabulary
import StructuredText

/// The side file of a sequence: when each frame was seen, and where face and eyes are in it.
struct FrameLines {
  private var csv = CSVWriter(.plain)

  init() {
    csv.row([
      "frame", "time", "face_x", "face_y", "face_w", "face_h", "right_eye_x", "right_eye_y",
      "left_eye_x", "left_eye_y",
    ])
  }

  /// Adds a frame by the number in its name.
  mutating func add(_ frame: Int, _ time: Double, _ place: FacePlace) {
    let box = SynthesisPlan.box(place)
    csv.number(Double(frame))
    csv.number((time * 1e6).rounded() / 1e6)
    for value in [box.x, box.y, box.width, box.height] { csv.number(value) }
    for eye in [place.rightEye, place.leftEye] {
      csv.number(SynthesisPlan.tenths(eye.x))
      csv.number(SynthesisPlan.tenths(eye.y))
    }
    csv.endRow()
  }

  /// The file.
  var bytes: [UInt8] { csv.bytes }
}
