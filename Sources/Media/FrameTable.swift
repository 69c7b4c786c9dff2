import Datasets
import PADVocabulary
import StructuredText

/// What a dataset says about each frame of a sequence: a side file with the columns `frame` and,
/// as far as known, `time`, `face_x`, `face_y`, `face_w`, `face_h`, `right_eye_x`, `right_eye_y`,
/// `left_eye_x`, `left_eye_y`. `frame` is the number in a picture's name, or, in a video, the
/// position from 0. Frames may be missing, and so may cells.
struct FrameTable {
  /// One row.
  struct Row {
    var time: Double?
    var faceBox: FaceBox?
    var eyes: FrameEyes?
  }

  private var rows: [Int: Row] = [:]

  /// A table without rows.
  init() {}

  /// Reads a side file.
  ///
  /// - Throws: `MediaFault` naming the first thing that is wrong: half a table would silently move
  ///   the boxes of a video.
  init(_ file: MediaFile) throws(MediaFault) {
    var csv = CSVReader(bytes: file.bytes, name: file.reference.text)
    let places = ["face_x", "face_y", "face_w", "face_h"]
    let eyes = ["right_eye_x", "right_eye_y", "left_eye_x", "left_eye_y"]
    csv.refuseColumns(otherThan: ["frame", "time"] + places + eyes)
    let frame = csv.requiredColumn("frame")
    // Reading from memory cannot fail.
    while let frame, (try? csv.next()) == true {
      guard let number = csv.integer(frame) else { continue }
      let box = Self.four(places, &csv)
      let eyes = Self.four(eyes, &csv)
      if let box, box[2] <= 0 || box[3] <= 0 {
        csv.diagnostics.error(line: csv.line, "a face box without width or height")
      }
      let row = Row(
        time: csv.column("time").flatMap { csv.isEmpty($0) ? nil : csv.double($0) },
        faceBox: box.map { FaceBox(x: $0[0], y: $0[1], width: $0[2], height: $0[3]) },
        eyes: eyes.map { FrameEyes(rightX: $0[0], rightY: $0[1], leftX: $0[2], leftY: $0[3]) })
      if rows.updateValue(row, forKey: number) != nil {
        csv.error(frame, "the frame \(number) is there twice")
      }
    }
    if let first = csv.diagnostics.all.first(where: { $0.severity == .error }) {
      throw MediaFault(.unreadable, media: file.reference.text, first.description)
    }
  }

  /// What is known about a frame.
  subscript(frame: Int) -> Row { rows[frame] ?? Row() }

  private static func four(_ names: [String], _ csv: inout CSVReader) -> [Double]? {
    let columns = names.compactMap { csv.column($0) }
    guard columns.count == 4, columns.contains(where: { !csv.isEmpty($0) }) else { return nil }
    let values = columns.compactMap { csv.double($0) }
    return values.count == 4 ? values : nil
  }
}
