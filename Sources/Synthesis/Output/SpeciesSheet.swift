public import Imaging
import PADVocabulary

/// A picture of everything the generator can make, for documentation.
public enum SpeciesSheet {
  /// Some subjects, a row each: bona fide, then every species in the order of `InstrumentKind`.
  ///
  /// - Parameters:
  ///   - rows: subjects, at least 1 and at most 100.
  ///   - width: width of one picture in pixels, 16…1024; its height is four thirds of it.
  public static func picture(seed: UInt64, rows: Int, width: Int) -> PixelBuffer {
    var spec = SynthesisSpec(
      name: "sheet", subjects: [.test: max(1, min(rows, 100)) + 1],
      attacks: InstrumentKind.allCases.map { AttackPlan($0, perTarget: 1) })
    spec.bonaFidePerSubject = 1
    spec.width = max(16, min(width, 1024))
    spec.height = spec.width * 4 / 3
    let plan = SynthesisPlan(spec, seed: seed)
    let kinds = [nil] + InstrumentKind.allCases.map { Optional($0) }
    let stride = kinds.count * spec.width * 3
    var bytes = [UInt8](repeating: 0, count: (spec.subjectCount - 1) * spec.height * stride)
    for (column, kind) in kinds.enumerated() {
      for planned in plan.presentations where planned.kind == kind {
        guard planned.face < spec.subjectCount - 1 else { continue }
        var recording = plan.recording(of: planned)
        let shot = recording.shot()
        for row in 0..<shot.height {
          let from = row * shot.width * 3
          let to = (planned.face * spec.height + row) * stride + column * shot.width * 3
          for i in 0..<(shot.width * 3) { bytes[to + i] = shot.bytes[from + i] }
        }
      }
    }
    return PixelBuffer(
      width: kinds.count * spec.width, height: (spec.subjectCount - 1) * spec.height,
      channels: .rgb, bytes: bytes)
  }
}
