# Linear, logistic, Poisson and proportional-odds regression, tests of terms, predictions.

glm_expected <- function(m) {
  s <- summary(m)$coefficients
  list(terms = as.list(names(coef(m))), coef = listed(coef(m)), se = listed(SE(m)), t = listed(s[, 3]), p = listed(s[, 4]), df_residual = m$df.residual,
    ci95_wald_t = pairs(confint(m)), vcov = square(vcov(m)), dispersion = c(summary(m)$dispersion)[[1]], deviance = m$deviance, null_deviance = m$null.deviance,
    n_used = length(m$y))
}

tight <- glm.control(epsilon = 1e-15, maxit = 200)
formulas <- list(
  gaussian = c("score ~ poor + moved + first", "score ~ kind * moved + wide", "degree ~ kind + poor", "log(pupils) ~ moved + I(moved^2)", "score ~ before + kind + kind:wide", "score ~ moved - 1", "score ~ offset(before) + kind"),
  quasibinomial = c("wide ~ first + poor + moved", "goal ~ kind + I(score - before)", "I(score > 560) ~ kind * moved"),
  quasipoisson = c("moved ~ kind + poor", "tested ~ offset(log(pupils)) + kind")
)

model_cases <- function() {
  for (name in c("simple", "layered", "layered_wr", "clustered", "twostage", "nested", "nested_wr")) {
    d <- D(name)
    for (family in names(formulas)) {
      for (text in formulas[[family]]) {
        fit <- tryCatch(svyglm(as.formula(text), d, family = get(family)(), control = tight), error = function(e) NULL)
        # R reports the weights of the last but one round: one more from the solution.
        # Coefficients without a finite value are refused by the library and not by R.
        if (is.null(fit) || any(is.na(coef(fit))) || any(fit$fitted.values < 1e-7 & family == "quasibinomial") || any(fit$fitted.values > 1 - 1e-7 & family == "quasibinomial")) next
        fit <- suppressWarnings(tryCatch(svyglm(as.formula(text), d, family = get(family)(), control = tight, start = coef(fit)), error = function(e) fit))
        id <- paste("glm", family, gsub(" ~ ", " by ", text), name, sep = ".")
        if (fit$df.residual <= 0) next
        add(id, "svyglm", name, list(formula = text, family = paste0(family, "()")), paste0("svyglm(", text, ", D, family=", family, "())"), glm_expected(fit), 1e-5)
        labels <- attr(terms(fit), "term.labels")
        if (length(labels) < 1) next
        for (term in labels[!grepl("offset", labels)]) {
          w <- tryCatch(regTermTest(fit, as.formula(paste("~", term))), error = function(e) NULL)
          if (is.null(w)) next
          add(paste("wald", term, id, sep = "."), "regTermTest", name, list(model = id, terms = list(term)), paste0("regTermTest(m, ~", term, ")"),
            list(F = c(w$Ftest)[[1]], ndf = w$df, ddf = w$ddf, p = c(w$p)[[1]]), 1e-5)
          k <- suppressWarnings(tryCatch(regTermTest(fit, as.formula(paste("~", term)), method = "WorkingWald"), error = function(e) NULL))
          if (!is.null(k)) add(paste("workingwald", term, id, sep = "."), "regTermTest", name, list(model = id, terms = list(term), method = "WorkingWald"), paste0("regTermTest(m, ~", term, ", method='WorkingWald')"),
            c(list(chisq = c(k$chisq)[[1]], df = k$df, lambda = listed(k$lambda)), if (k$p < .2) list(p = c(k$p)[[1]])), 1e-5)
          # Without a term that has missing values R fits to more rows: another comparison.
          if (grepl("poor|degree", term) || grepl("- 1", text) || grepl(":", term) || any(grepl(paste0("(^|:)", term, ":|:", term, "$"), labels))) next
          l <- suppressWarnings(tryCatch(regTermTest(fit, as.formula(paste("~", term)), method = "LRT"), error = function(e) NULL))
          if (is.null(l)) next
          add(paste("lrt", term, id, sep = "."), "regTermTest", name, list(model = id, terms = list(term), method = "LRT"), paste0("regTermTest(m, ~", term, ", method='LRT')"),
            # The saddle point is looked for where it hardly bends when p is large.
            c(list(chisq = c(l$chisq)[[1]], df = l$df, lambda = listed(l$lambda)), if (l$p < .2) list(p = c(l$p)[[1]])), 1e-6)
        }
      }
    }
    fit <- svyglm(score ~ moved * kind, d)
    new <- data.frame(moved = c(0, 10, 25), kind = factor(c("low", "upper", "middle"), levels = c("low", "upper", "middle")))
    e <- predict(fit, new)
    add(paste0("predict.", name), "predict.svyglm", name, list(formula = "score ~ moved * kind", newdata = list(moved = listed(new$moved), kind = listed(as.character(new$kind)))),
      "predict(svyglm(score ~ moved * kind, D), newdata)", list(estimate = listed(coef(e)), se = listed(SE(e))))
    if (name != "layered") {
      fit <- svyglm(wide ~ moved + kind, d, family = quasibinomial(), control = tight)
      e <- predict(fit, new, type = "response")
      add(paste0("predict.response.", name), "predict.svyglm", name, list(formula = "wide ~ moved + kind", family = "quasibinomial()", type = "response", newdata = list(moved = listed(new$moved), kind = listed(as.character(new$kind)))),
        "predict(svyglm(wide ~ moved + kind, D, quasibinomial()), newdata, type='response')", list(estimate = listed(coef(e)), se = listed(SE(e))), 1e-7)
    }
    # Two terms at once, and the means of groups predicted as if all had every other value alike.
    fit <- svyglm(score ~ moved + kind + wide, d)
    two <- regTermTest(fit, ~ kind + wide)
    add(paste0("wald.two.", name), "regTermTest", name, list(formula = "score ~ moved + kind + wide", terms = list("kind", "wide")), "regTermTest(svyglm(score ~ moved + kind + wide, D), ~kind + wide)",
      list(F = c(two$Ftest)[[1]], ndf = two$df, ddf = two$ddf, p = c(two$p)[[1]]))
    for (family in c("gaussian", "quasibinomial")) {
      text <- if (family == "gaussian") "score ~ moved + before" else "wide ~ moved + before"
      fit <- eval(bquote(svyglm(.(as.formula(text)), d, family = .(get(family)()), control = tight)))
      margins <- svypredmeans(fit, ~kind)
      order <- match(levels(d$variables$kind), names(coef(margins)))
      full <- if (family == "gaussian") "score ~ moved + before + kind" else "wide ~ moved + before + kind"
      add(paste0("predmeans.", family, ".", name), "svypredmeans", name, list(formula = full, family = paste0(family, "()"), factor = "kind"), paste0("svypredmeans(svyglm(", text, ", D), ~kind)"),
        list(levels = listed(names(coef(margins))[order]), estimate = listed(coef(margins)[order]), se = listed(SE(margins)[order])), 1e-7)
    }
    s <- subset(d, moved > 8)
    fit <- svyglm(score ~ poor + kind, s)
    if (fit$df.residual > 0)
      add(paste0("glm.domain.", name), "svyglm", name, list(formula = "score ~ poor + kind", family = "gaussian()", subset = "moved > 8"), "svyglm(score ~ poor + kind, subset(D, moved > 8))", glm_expected(fit), 1e-7)
    for (text in c("band ~ degree + moved + kind", "band ~ score + wide")) {
      o <- tryCatch(ordinal_exact(as.formula(text), d), error = function(e) NULL)
      if (is.null(o)) next
      add(paste0("olr.", text, ".", name), "svyolr", name, list(formula = text, link = "logit"), paste0("svyolr(", text, ", D)"), list(terms = as.list(o$terms), n_slopes = o$slopes,
        exact = list(coef = listed(o$coef), se = listed(o$se), vcov = square(o$vcov), loglik_weighted = o$loglik)))
    }
  }
  d <- D("waves")
  for (text in c("grade ~ wave + sex + age", "grade ~ contact * school + area")) {
    o <- ordinal_exact(as.formula(text), d)
    add(paste0("olr.", text), "svyolr", "waves", list(formula = text, link = "logit"), paste0("svyolr(", text, ", D)"), list(terms = as.list(o$terms), n_slopes = o$slopes,
      exact = list(coef = listed(o$coef), se = listed(o$se), vcov = square(o$vcov), loglik_weighted = o$loglik)))
  }
  for (text in c("trusts ~ wave + sex + age + area + school + contact", "trusts ~ wave * contact")) {
    fit <- svyglm(as.formula(text), d, family = quasibinomial(), control = tight)
    add(paste0("glm.", text), "svyglm", "waves", list(formula = text, family = "quasibinomial()"), paste0("svyglm(", text, ", D, quasibinomial())"), glm_expected(fit), 1e-7)
  }
}

# Proportional odds by Newton's method with exact derivatives, started at svyolr's own solution, which stops early.
ordinal_exact <- function(formula, d) {
  start <- svyolr(formula, d)
  frame <- model.frame(formula, model.frame(d), na.action = na.pass)
  w <- weights(d)
  kept <- complete.cases(frame) & w != 0
  y <- as.integer(model.response(frame))
  levels <- levels(model.response(frame))
  X <- model.matrix(formula, frame[kept, ])[, -1, drop = FALSE]
  y <- y[kept]
  ws <- w[kept]
  K <- length(levels)
  p <- ncol(X)
  cut <- function(k) outer(k, seq_len(K - 1), "==") * 1
  parts <- function(theta) {
    beta <- theta[1:p]
    zeta <- c(-Inf, theta[p + 1:(K - 1)], Inf)
    eta <- drop(X %*% beta)
    up <- zeta[y + 1] - eta
    low <- zeta[y] - eta
    flip <- low > 0
    Fu <- plogis(up)
    Fl <- plogis(low)
    pi <- ifelse(flip, plogis(-low) - plogis(-up), Fu - Fl)
    fu <- dlogis(up)
    fl <- dlogis(low)
    au <- cbind(-X, cut(y)) * (y < K)
    al <- cbind(-X, cut(y - 1)) * (y > 1)
    score <- (fu * au - fl * al) / pi
    du <- ifelse(y < K, fu * (1 - 2 * Fu), 0)
    dl <- ifelse(y > 1, fl * (1 - 2 * Fl), 0)
    H <- t(au) %*% (ws * du / pi * au) - t(al) %*% (ws * dl / pi * al) - t(score) %*% (ws * score)
    list(score = score, H = H, loglik = sum(ws * log(pi)))
  }
  theta <- c(start$coefficients, start$zeta)
  for (round in 1:50) {
    one <- parts(theta)
    step <- solve(one$H, colSums(ws * one$score))
    theta <- theta - step
    if (max(abs(step)) < 1e-14) break
  }
  one <- parts(theta)
  influence <- matrix(0, length(w), length(theta))
  influence[kept, ] <- one$score %*% solve(-one$H)
  # The totals of influence values have the variance of the estimates: the design knows its weights.
  v <- vcov(svytotal(influence, d))
  list(terms = names(theta), slopes = p, coef = theta, se = sqrt(diag(v)), vcov = v, loglik = one$loglik)
}
