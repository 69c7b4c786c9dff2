/// What a deployment's camera gives a detector to judge.
public enum CameraOutput: String, Sendable, Hashable, CaseIterable {
  /// A colour picture.
  case picture
  /// Several frames, one after the other.
  case frames
  /// A depth map.
  case depth
  /// An infrared picture.
  case infrared

  /// What of a detector's needs a camera does not deliver; a face is always found in the picture.
  ///
  /// - Parameter needs: in words, as cards write them; `sequence` means `frames`.
  static func lacking(_ needs: [String], in delivered: [CameraOutput]) -> [String] {
    needs.filter { need in
      if need == "face_box" { return false }
      let output = CameraOutput(rawValue: need == "sequence" ? "frames" : need)
      return output.map { !delivered.contains($0) } ?? true
    }
  }
}
