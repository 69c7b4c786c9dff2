import PADVocabulary

/// Class, role and partition of a presentation in one byte.
struct RowFlags: Sendable {
  private var bits: UInt8

  init(_ presentationClass: PresentationClass, _ role: PresentationRole, _ partition: Partition?) {
    bits = (presentationClass == .attack ? 1 : 0) | (role == .reference ? 2 : 0)
    self.partition = partition
  }

  var presentationClass: PresentationClass { bits & 1 == 0 ? .bonaFide : .attack }

  var role: PresentationRole { bits & 2 == 0 ? .probe : .reference }

  var partition: Partition? {
    get {
      switch bits >> 2 {
      case 1: .train
      case 2: .dev
      case 3: .test
      default: nil
      }
    }
    set {
      let number: UInt8 =
        switch newValue {
        case .train: 1
        case .dev: 2
        case .test: 3
        case nil: 0
        }
      bits = bits & 3 | number << 2
    }
  }
}
