/// A column that the manifest's format knows; every other column is an attribute.
enum ManifestColumn: String, CaseIterable, Sendable {
  case presentationID = "presentation_id"
  case media
  case label
  case species = "pai_species"
  case paiSeries = "pai_series"
  case paiID = "pai_id"
  case subjectID = "subject_id"
  case targetID = "target_id"
  case role
  case partition
  case session
  case captureDevice = "capture_device"
  case frameRate = "frame_rate"
  case frames
  case depth
  case depthUnit = "depth_unit"
  case depthMissing = "depth_missing"
  case infrared
  case faceX = "face_x"
  case faceY = "face_y"
  case faceWidth = "face_w"
  case faceHeight = "face_h"

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
