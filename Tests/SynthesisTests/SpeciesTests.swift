import Foundation
import Testing

@testable import Synthesis

/// Every species differs from a face in a way that can be measured.
struct SpeciesTests {
  /// Strength of one frequency in a row of values, relative to their mean.
  private func strength(_ values: [Float], cyclesPerStep frequency: Double) -> Double {
    var real = 0.0
    var imaginary = 0.0
    for (i, value) in values.enumerated() {
      real += Double(value) * cos(2 * .pi * frequency * Double(i))
      imaginary += Double(value) * sin(2 * .pi * frequency * Double(i))
    }
    let mean = Double(values.reduce(0, +)) / Double(values.count)
    return 2 * (real * real + imaginary * imaginary).squareRoot() / Double(values.count) / mean
  }

  private let flat = Sheet(
    width: 10, height: 10, bend: 0, pose: Pose(), centre: Vector3(0, 0, 0))

  private func row<S: Surface>(_ surface: S, step: Float, at v: Float) -> [SIMD4<Float>] {
    (0..<512).map {
      surface.shade(
        u: 2 + Float($0) * step, v: v, diffuse: SIMD4(repeating: 1), gloss: SIMD4(repeating: 0))
    }
  }

  @Test
  func `a halftone print has a peak at its screen frequency that grows with its strength`() {
    let grey = LinearImage(width: 8, height: 8, repeating: Vector3(0.4))
    var strengths: [Double] = []
    for strength in [Float(0), 0.4, 0.9] {
      var stream = SeededStream(seed: 1, "print")
      let surface = PrintSurface(
        grey, sheet: flat, border: 0, method: .halftone, strength: strength, cell: 0.1, &stream)
      // Yellow's screen lies nearly along the sheet; its absorption shows in blue.
      let blue = (0..<8).map { line in
        row(surface, step: 0.01, at: 3 + 0.013 * Float(line)).map(\.z)
      }
      let all = stride(from: 0.085, through: 0.105, by: 0.0005).map { f in
        blue.map { self.strength($0, cyclesPerStep: f) }.max() ?? 0
      }
      strengths.append(all.max() ?? 0)
    }
    #expect(strengths[0] < 0.02)
    #expect(strengths[1] > 0.1)
    #expect(strengths[2] > 1.8 * strengths[1])
  }

  @Test
  func `a screen's colours repeat with its pixels, a third apart`() {
    let grey = LinearImage(width: 8, height: 8, repeating: Vector3(0.4))
    var stream = SeededStream(seed: 1, "screen")
    let surface = ScreenSurface(
      grey, sheet: flat, side: 0, ends: 0, pitch: 0.16, strength: 0.9, brightness: 1,
      reflected: Vector3(0), &stream)
    let line = row(surface, step: 0.01, at: 5)
    #expect(strength(line.map(\.x), cyclesPerStep: 1.0 / 16) > 0.3)
    let red = centre(line.map(\.x))
    let green = centre(line.map(\.y))
    let blue = centre(line.map(\.z))
    for apart in [green - red, blue - green] {
      let third = apart < 0 ? apart + 1 : apart
      #expect(abs(third - 1.0 / 3) < 0.05)
    }
  }

  /// Where in a period of 16 steps a repeating row is brightest, 0…1, by its first harmonic.
  private func centre(_ values: [Float]) -> Double {
    var real = 0.0
    var imaginary = 0.0
    for (i, value) in values.enumerated() {
      let angle = 2 * Double.pi * Double(i) / 16
      real += Double(value) * cos(angle)
      imaginary += Double(value) * sin(angle)
    }
    let turn = atan2(imaginary, real) / (2 * Double.pi)
    return turn < 0 ? turn + 1 : turn
  }

  /// Root mean square distance of inner depths from the plane that fits them best, in centimetres.
  private func roughness(_ shot: Shot) -> Double {
    var rows: [(x: Double, y: Double, z: Double)] = []
    for y in 14..<30 {
      for x in 12..<24 {
        let depth = Double(shot.depth[y * shot.width + x])
        // Inverse depth of a plane is linear in the picture.
        if depth.isFinite { rows.append((x: Double(x) - 17.5, y: Double(y) - 21.5, z: 1 / depth)) }
      }
    }
    let n = Double(rows.count)
    let mean = rows.map(\.z).reduce(0, +) / n
    var (xx, yy, xz, yz) = (0.0, 0.0, 0.0, 0.0)
    for row in rows {
      xx += row.x * row.x
      yy += row.y * row.y
      xz += row.x * (row.z - mean)
      yz += row.y * (row.z - mean)
    }
    var square = 0.0
    for row in rows {
      let fitted = mean + xz / xx * row.x + yz / yy * row.y
      let error = 1 / fitted - 1 / row.z
      square += error * error
    }
    return (square / n).squareRoot()
  }

  @Test
  func `prints and screens are planes, faces and masks are not`() {
    let target = Samples.person(1)
    var conditions = Samples.conditions()
    conditions.pose = Pose(yaw: 0.2, pitch: 0.1, roll: 0.05)
    for kind in [InstrumentKind.print, .replayPhone, .replayTablet] {
      var recording = Samples.studio.instrument(
        kind, of: target, driver: nil, seriesKey: 3, holder: nil, conditions, key: 5)
      let shot = recording.shot()
      #expect(roughness(shot) < 0.1)
    }
    conditions.pose = Pose()
    var face = Samples.studio.sitter(target, conditions, key: 5)
    #expect(roughness(face.shot()) > 0.4)
    for substance in [Mask.Substance.paper, .resin, .silicone] {
      let mask = Mask(
        substance, of: target.identity, hasEyeHoles: true, isEdgeVisible: true, texture: 0.5,
        key: 9)
      var masked = Samples.studio.sitter(Samples.person(2), mask: mask, conditions, key: 5)
      #expect(roughness(masked.shot()) > 0.4)
    }
  }

  /// The head of somebody, bare or under a mask.
  private func head(_ mask: Mask?, columns: Int = 61) -> (mesh: Mesh, face: FaceTexture) {
    let shape = HeadShape(Samples.person(2).identity, Expression())
    let layout = FaceLayout(density: 5)
    var mesh = shape.mesh(columns: columns, rows: columns, layout: layout)
    var face = FaceTexture(shape, layout: layout)
    mask?.shape(&mesh, shape)
    mask?.paint(&face, shape)
    return (mesh, face)
  }

  private func mask(_ substance: Mask.Substance) -> Mask {
    Mask(
      substance, of: Samples.person(1).identity, hasEyeHoles: true, isEdgeVisible: true,
      texture: 1, key: 12)
  }

  @Test
  func `a paper mask is made of flat facets`() {
    let columns = 111
    func bending(_ mesh: Mesh) -> [Float] {
      (45..<65).flatMap { row in
        (45..<65).map { column in
          let i = row * columns + column
          let outer = mesh.positions[i - 1] + mesh.positions[i + 1]
          return (outer - mesh.positions[i] * 2).length
        }
      }.sorted()
    }
    // Half the points of a facet lie on a line with their neighbours; on a face hardly any do.
    let paper = bending(head(mask(.paper), columns: columns).mesh)
    let bare = bending(head(nil, columns: columns).mesh)
    #expect(paper[200] < 0.25 * bare[200])
    #expect(paper[399] > bare[200])
  }

  @Test
  func `a resin mask shines, the skin under it does not`() throws {
    let lights = [Light(direction: Vector3(0, 0, 1), colour: Vector3(1), isKey: true)]
    func brightest(_ mesh: Mesh) -> Float {
      var meshes = [mesh]
      Illumination(
        lights: lights, materials: Sitter.materials, viewpoint: Vector3(0, 0, 50)
      ).apply(to: &meshes, spacing: 0.4)
      return meshes[0].gloss.map(\.y).max() ?? 0
    }
    #expect(brightest(head(mask(.resin)).mesh) > 3 * brightest(head(nil).mesh))
  }

  @Test
  func `a mask carries the target's shape`() {
    let target = HeadShape(Samples.person(1).identity, Expression())
    let covered = head(mask(.silicone)).mesh
    // The column straight ahead.
    let tip = (0..<61).map { covered.positions[$0 * 61 + 30].z }.max() ?? 0
    let relief = FaceRelief(target)
    let wanted = stride(from: Float(-2), to: 8, by: 0.1).map { y in
      target.section(y).front + 0.92 * relief(0, y)
    }
    // The target's nose, thicker by the silicone.
    #expect(abs(tip - (wanted.max() ?? 0) - 0.18) < 0.25)
  }

  @Test
  func `a mask lets the wearer's eyes through and is bare elsewhere`() {
    let target = HeadShape(Samples.person(1).identity, Expression())
    let wearer = HeadShape(Samples.person(2).identity, Expression())
    let resin = mask(.resin)
    let bare = head(nil).face
    let covered = head(resin).face
    let layout = bare.layout
    let ratio = target.section(0).width / wearer.section(0).width
    let hole = covered.texture.sample(
      layout.u(target.identity.eyeDistance / ratio), layout.v(0))
    let eye = bare.texture.sample(layout.u(wearer.identity.eyeDistance), layout.v(0))
    for channel in 0..<3 { #expect(abs(hole[channel] - 0.8 * eye[channel]) < 0.1) }
    let forehead = covered.texture.sample(layout.u(0), layout.v(-4))
    let skin = bare.texture.sample(layout.u(0), layout.v(-4))
    let wanted = Vector3.mix(resin.colour, target.identity.skin, resin.paint)
    #expect(abs(forehead.y - wanted.y) < 0.12)
    #expect(abs(forehead.y - skin.y) > 0.02)
  }
}
