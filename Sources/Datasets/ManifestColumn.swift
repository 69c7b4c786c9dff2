/// A column that the manifest's format knows; every other column is an attribute.
enum ManifestColumn: Int, CaseIterable, Sendable {
  case presentationID
  case media
  case label
  case species
  case paiSeries
  case paiID
  case subjectID
  case targetID
  case role
  case partition
  case session
  case captureDevice
  case frameRate
  case frames
  case depth
  case depthUnit
  case depthMissing
  case infrared
  case faceX
  case faceY
  case faceWidth
  case faceHeight

  private static let names = [
    "presentation_id", "media", "label", "pai_species", "pai_series", "pai_id", "subject_id",
    "target_id", "role", "partition", "session", "capture_device", "frame_rate", "frames",
    "depth", "depth_unit", "depth_missing", "infrared", "face_x", "face_y", "face_w", "face_h",
  ]

  /// The column's name in a header.
  var name: String { Self.names[rawValue] }

  /// The column of a name, or `nil` for an attribute.
  init?(name: String) {
    guard let number = Self.names.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) }) else {
      return nil
    }
    self.init(rawValue: number)
  }

  /// The columns that no manifest can do without.
  static let required: [ManifestColumn] = [.presentationID, .media, .label]

  /// What other tools call a column; taken for a mistake where our column is missing, because a
  /// `subject` column that became an attribute would silently undo all clustering.
  static let foreignNames: [(String, ManifestColumn)] = [
    ("id", .presentationID), ("sample_id", .presentationID), ("key", .presentationID),
    ("path", .media), ("file", .media), ("filename", .media), ("file_name", .media),
    ("class", .label), ("is_bonafide", .label), ("test_label", .label),
    ("species", .species), ("attack_type", .species), ("pai", .species),
    ("subject", .subjectID), ("client", .subjectID), ("client_id", .subjectID),
    ("target", .targetID), ("claimed_id", .targetID),
    ("split", .partition), ("subset", .partition),
    ("device", .captureDevice), ("camera", .captureDevice),
    ("fps", .frameRate), ("ir", .infrared),
  ]
}
