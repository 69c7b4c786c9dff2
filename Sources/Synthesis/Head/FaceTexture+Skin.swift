extension FaceTexture {
  /// Mottling, pores and zones of colour; freckles and moles.
  mutating func paintSkin(_ noise: LatticeNoise, chin: Float) {
    let id = id
    // Under the hair nobody looks.
    let isBare = id.hair.cut == .bald || id.hair.cut == .cropped
    let top = isBare ? FaceLayout.top : id.hair.line - 2.2
    paintZones(SkinZones(id, chin: chin, noise), noise, x: -8.4...8.4, y: top...(chin + 0.2))
    if id.freckles > 0 {
      let dark = id.skin * Vector3(0.72, 0.55, 0.45)
      paint(x: -7...7, y: -3...7, dark) { x, y in
        let spot = smoothstep(0.42, 0.75, noise(x * 3.3 + 11, y * 3.3 + 80))
        return 0.6 * id.freckles * spot * hill(abs(x) - 2.2, y - 2.4, 3.8, 2.6)
      }
    }
    for mole in id.moles {
      let r = mole.radius
      let reach = 3 * r
      paint(
        x: (mole.x - reach)...(mole.x + reach), y: (mole.y - reach)...(mole.y + reach),
        id.skin * Vector3(0.28, 0.2, 0.17)
      ) { x, y in 0.85 * hill(x - mole.x, y - mole.y, r, r) }
    }
  }

  /// Lines of the forehead, crow's feet, age spots, darker folds.
  mutating func paintAge(_ noise: LatticeNoise) {
    let id = id
    let age = id.age + 0.25 * max(0, expression.brows)
    let crease = id.skin * Vector3(0.52, 0.38, 0.34)
    if age > 0.25 {
      paint(x: -5.5...5.5, y: -7.5...(-3), crease) { x, y in
        let wave = Elementary.sin((y + 0.12 * noise(x * 0.5, 3)) * 6.1 + 0.02 * x * x)
        return 0.34 * (age - 0.25) * smoothstep(0.72, 1, wave) * hill(x, y + 5, 4.4, 1.9)
          * (0.6 + 0.4 * noise(x * 0.8 + 9, y * 2))
      }
      paint(x: -8...8, y: -2.2...2.5, crease) { x, y in
        let away = abs(x) - id.eyeDistance - id.eyeWidth - 0.7
        let fan = Elementary.sin(y * 7.5 + away * 1.5 * y)
        return 0.4 * (age - 0.2) * smoothstep(0.6, 1, fan) * hill(away, y - 0.2, 0.75, 1.0)
      }
    }
    let bag = 0.16 + 0.4 * id.age
    paint(x: -6...6, y: 0.2...2.6, crease) { x, y in
      let away = abs(x) - id.eyeDistance + 0.1
      let line = y - 1.1 - 0.25 * id.age + 0.16 * away * away
      return bag * hill(line, 0, 0.15, 1) * hill(away, 0, 1.25, 1)
    }
    let fold = clamp(0.1 + 0.42 * id.age + 0.35 * expression.smile)
    let corner = id.mouthWidth * (1 + 0.2 * expression.smile) + 0.75
    let top = id.noseLength - 0.5
    paint(x: -6...6, y: top...(id.mouthHeight + 1.4), crease) { x, y in
      let t = clamp((y - top) / (id.mouthHeight + 0.6 - top))
      let line = mix(id.noseWidth + 0.3, corner, t)
      return fold * hill(abs(x) - line, 0, 0.14, 1) * smoothstep(0, 0.2, t)
        * (1 - smoothstep(id.mouthHeight, id.mouthHeight + 1.4, y))
    }
    if id.age > 0.7 {
      paint(x: -7.5...7.5, y: -8...9, id.skin * Vector3(0.62, 0.48, 0.38)) { x, y in
        0.45 * (id.age - 0.6) * smoothstep(0.5, 0.8, noise(x * 1.1 + 70, y * 1.1 + 5))
      }
    }
  }

  /// Beard, moustache and stubble.
  mutating func paintFacialHair(_ noise: LatticeNoise, chin: Float) {
    let id = id
    guard id.beard > 0 || id.moustache > 0 || id.stubble > 0 else { return }
    let mouth = MouthColumns(Mouth(id, expression), layout)
    let colour = Vector3.mix(id.browColour, id.skin, 0.08)
    edit(x: -9...9, y: (id.noseLength - 0.2)...FaceLayout.bottom) { x, y, texel, gloss in
      let side = abs(x)
      let lips = mouth(x)
      let lipTop = lips.line - lips.upper
      let lipBottom = lips.line + lips.gap + lips.lower
      let offLips =
        side < mouth.halfWidth + 0.1
        ? max(smoothstep(-0.02, -0.25, y - lipTop), smoothstep(0.02, 0.25, y - lipBottom)) : 1
      // The cheek line climbs from the corner of the mouth to the sideburn.
      let cheekLine = mix(
        id.mouthHeight + 0.4, id.noseLength - 2.2,
        smoothstep(id.mouthWidth + 0.4, 7.2, side))
      let area = smoothstep(-0.35, 0.75, y - cheekLine)
      let upper =
        smoothstep(id.noseLength + 0.25, id.noseLength + 0.75, y)
        * (1 - smoothstep(mouth.halfWidth + 0.15, mouth.halfWidth + 0.8, side))
        * (y < lipBottom ? 1 : 0)
      let strand = noise(x * 9 + 0.6 * side, y * 2.3 + 13) + 0.7 * noise(x * 17, y * 4.1)
      var cover = max(id.beard * area * (y > lipTop ? 1 : 0), id.moustache * upper)
      cover = clamp(cover * (0.92 + 0.3 * strand)) * offLips
      let grain = 0.6 + 0.5 * noise(x * 14 + 3, y * 14)
      let shadow = id.stubble * max(area, upper) * offLips * clamp(grain) * 0.42
      cover = max(cover, shadow)
      texel = Vector3.mix(texel, colour * (1 + 0.35 * strand), cover)
      gloss *= 1 - 0.8 * cover
    }
  }
}
