/// The two classes of ISO/IEC 30107-3: somebody's own face, or an attack presentation.
public enum PresentationClass: String, Sendable, Hashable, CaseIterable {
  /// A presentation without the goal of interfering with the biometric system.
  case bonaFide = "bona_fide"
  /// A presentation of an attack instrument to the capture subsystem.
  case attack
}
