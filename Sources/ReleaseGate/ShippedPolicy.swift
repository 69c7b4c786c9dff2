public import PADVocabulary

/// The policies that come with the program, whole in the binary.
///
/// Their limits are other people's, read with the certainty that each file states; what those
/// people say of a product is theirs to say.
public enum ShippedPolicy: String, Sendable, Hashable, CaseIterable {
  /// Common Criteria biometrics, PAD level 1.
  case commonCriteriaPADL1 = "common-criteria-pad-l1"
  /// Common Criteria biometrics, PAD level 2 and above.
  case commonCriteriaPADL2 = "common-criteria-pad-l2"
  /// NIST SP 800-63B-3.
  case nistSP80063B3 = "nist-sp-800-63b-3"
  /// NIST SP 800-63B-4, initial public draft; superseded.
  case nistSP80063B4InitialDraft = "nist-sp-800-63b-4-initial-draft"
  /// NIST SP 800-63A-4, a draft.
  case nistSP80063A4Draft = "nist-sp-800-63a-4-draft"
  /// NIST SP 800-63A-4 (2025).
  case nistSP80063A4 = "nist-sp-800-63a-4"
  /// iBeta-style level 1.
  case iBetaStyleLevel1 = "ibeta-style-level-1"
  /// iBeta-style level 2.
  case iBetaStyleLevel2 = "ibeta-style-level-2"
  /// Android biometric class 3.
  case androidClass3 = "android-class-3"
  /// Android biometric class 2.
  case androidClass2 = "android-class-2"
  /// FIDO-style biometric component.
  case fidoStyle = "fido-style"

  /// The bytes of the file.
  public var bytes: [UInt8] {
    switch self {
    case .commonCriteriaPADL1: PackageResources.common_criteria_pad_l1_yaml
    case .commonCriteriaPADL2: PackageResources.common_criteria_pad_l2_yaml
    case .nistSP80063B3: PackageResources.nist_sp_800_63b_3_yaml
    case .nistSP80063B4InitialDraft: PackageResources.nist_sp_800_63b_4_initial_draft_yaml
    case .nistSP80063A4Draft: PackageResources.nist_sp_800_63a_4_draft_yaml
    case .nistSP80063A4: PackageResources.nist_sp_800_63a_4_yaml
    case .iBetaStyleLevel1: PackageResources.ibeta_style_level_1_yaml
    case .iBetaStyleLevel2: PackageResources.ibeta_style_level_2_yaml
    case .androidClass3: PackageResources.android_class_3_yaml
    case .androidClass2: PackageResources.android_class_2_yaml
    case .fidoStyle: PackageResources.fido_style_yaml
    }
  }

  /// The policy.
  ///
  /// - Throws: `InvalidInput` when the file is broken, which tests rule out.
  public func policy() throws(InvalidInput) -> Policy {
    try Policy.parse(bytes, file: rawValue + ".yaml")
  }
}
