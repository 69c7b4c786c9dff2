import Foundation

/// REPLAY-ATTACK as it is delivered: names, lists and counts as in bob.db.replay 3.0.9, the
/// clients of each set as in the annotations of gradgpad 2.1.0.
struct ReplayAttackTree {
  static let clients = [
    "train": "001 002 004 006 007 008 012 016 018 025 027 103 105 108 110",
    "devel": "003 005 010 015 017 022 029 030 101 111 113 114 116 118 119",
    "test":
      "009 011 013 014 019 020 021 023 024 026 028 031 102 104 106 107 109 112 115 117",
  ]

  var videos: [String] = []
  var enrolment: [String] = []
  var lists: [String: [String]] = [:]

  init() {
    for set in ["train", "devel", "test"] {
      for client in Self.clients[set, default: ""].split(separator: " ") {
        enrol(set, "client\(client)_session01_webcam_enroll_controlled_1.mov")
        enrol(set, "client\(client)_session01_webcam_enroll_adverse_1.mov")
        for light in ["controlled", "adverse"] {
          for take in 1...2 {
            add(
              "\(set)/real/client\(client)_session01_webcam_authenticate_\(light)_\(take).mov",
              "protocols/real-\(set).txt")
          }
          for support in ["fixed", "hand"] {
            for (device, source) in [
              ("print", "highdef_photo"), ("mobile", "mobile_photo"), ("mobile", "mobile_video"),
              ("highdef", "highdef_photo"), ("highdef", "highdef_video"),
            ] {
              let name = "attack_\(device)_client\(client)_session01_\(source)_\(light).mov"
              add(
                "\(set)/attack/\(support)/\(name)",
                "protocols/attack-grandtest-allsupports-\(set).txt",
                "protocols/attack-\(device)-allsupports-\(set).txt")
            }
          }
        }
      }
    }
  }

  private mutating func add(_ path: String, _ lists: String...) {
    videos.append(path)
    for list in lists { self.lists[list, default: []].append(path) }
  }

  private mutating func enrol(_ set: String, _ name: String) {
    enrolment.append("enroll/\(set)/\(name)")
    lists["protocols/recognition-\(set).txt", default: []].append("enroll/\(set)/\(name)")
  }

  func folder(
    without gone: Set<String> = [], with more: [String] = []
  ) throws -> OriginalFolder {
    try OriginalFolder(
      (videos + enrolment).filter { !gone.contains($0) } + more,
      texts: lists.mapValues { $0.joined(separator: "\n") + "\n" })
  }
}
