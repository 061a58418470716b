//! Time as a slider: the hours around what was published, in even steps. Long times in which nobody published anything are stepped over.

use crate::frame::Frame;
use crate::view::short;
use isnad_model::Stamp;
use jiff::civil::DateTime;

/// Steps of a slider at most; over longer times a step is longer than an hour.
const MOST_STEPS: i64 = 3000;
/// Hours after something was published that are still stepped through.
const AFTER: i64 = 24;
/// Bars of what was published when.
const BARS: i64 = 80;
/// Height of a bar.
const HIGH: f64 = 20.0;

/// Hours that follow each other without a gap.
#[derive(Clone, Copy)]
struct Stretch {
    start: DateTime,
    steps: i64,
}

/// A slider over the moments of a library. Its moments are those of UTC, written without an offset.
pub struct Slider {
    /// Hours of a step.
    pub hours: i64,
    /// The last step.
    pub last: i64,
    /// The step shown.
    pub at: i64,
    /// The moment shown, in words.
    pub text: String,
    /// The first and the last day.
    pub ends: (String, String),
    /// Place and height of each bar.
    pub bars: Vec<(i64, f64)>,
    stretches: Vec<Stretch>,
}

impl Slider {
    /// The slider of what `frame` shows; `None` where everything is of one moment.
    pub fn of(frame: &Frame) -> Option<Slider> {
        let moments: Vec<DateTime> = frame.library.moments.iter().map(|stamp| stamp.order_key()).collect();
        let (hours, stretches) = stretches(&moments);
        let last = stretches.iter().map(|stretch| stretch.steps).sum::<i64>() - 1;
        if last < 1 {
            return None;
        }
        let mut slider = Slider {
            hours,
            last,
            at: last,
            text: String::new(),
            ends: (frame.day(moments.first()?.date()), frame.day(moments.last()?.date())),
            bars: Vec::new(),
            stretches,
        };
        slider.bars = slider.bars(&moments);
        if let Some(stamp) = frame.view.as_of {
            slider.at = slider.step(end_of(stamp));
        }
        slider.text = frame.long_moment(frame.view.as_of.unwrap_or_else(|| slider.moment(last)));
        Some(slider)
    }

    /// The moment of a step.
    pub fn moment(&self, step: i64) -> Stamp {
        let mut left = step.clamp(0, self.last);
        let mut civil = self.stretches.first().map_or(DateTime::default(), |stretch| stretch.start);
        for stretch in &self.stretches {
            civil = later(stretch.start, left.min(stretch.steps - 1) * self.hours);
            if left < stretch.steps {
                break;
            }
            left -= stretch.steps;
        }
        Stamp { civil, offset_minutes: None, day_only: false }
    }

    /// The step at which `moment` is shown.
    fn step(&self, moment: DateTime) -> i64 {
        let mut before = 0;
        for stretch in &self.stretches {
            let within = hours_between(stretch.start, moment).div_euclid(self.hours);
            if within < stretch.steps {
                // Between two stretches nothing new is known: it is as at the end of the earlier one.
                return (before + within.max(-1)).clamp(0, self.last);
            }
            before += stretch.steps;
        }
        self.last
    }

    /// How much was published when.
    fn bars(&self, moments: &[DateTime]) -> Vec<(i64, f64)> {
        let mut counts = [0_usize; BARS as usize];
        for moment in moments {
            let at = self.step(*moment) * (BARS - 1) / self.last;
            counts[usize::try_from(at).unwrap_or(0)] += 1;
        }
        let most = counts.iter().copied().max().unwrap_or(1).max(1) as f64;
        let bars = (0..BARS).zip(counts).filter(|(_, count)| *count > 0);
        bars.map(|(at, count)| (at, (count as f64 / most * HIGH).max(2.0))).collect()
    }

    /// The moment shown, in digits.
    pub fn shown(&self) -> String {
        short(self.moment(self.at)).replace('T', " ")
    }

    /// Where each stretch starts and how many steps it has, for the script that moves the slider.
    pub fn data(&self) -> String {
        let one = |stretch: &Stretch| format!("{} {}", stretch.start.strftime("%Y-%m-%dT%H:%M"), stretch.steps);
        self.stretches.iter().map(one).collect::<Vec<_>>().join(",")
    }

    /// Width of the drawing of bars.
    pub fn width(&self) -> i64 {
        BARS
    }
}

/// Hours of a step, and the stretches of time around `moments`, which are in order.
fn stretches(moments: &[DateTime]) -> (i64, Vec<Stretch>) {
    let mut whole: Vec<(DateTime, DateTime)> = Vec::new();
    for moment in moments.iter().map(|moment| moment.date().at(moment.hour(), 0, 0, 0)) {
        let end = later(moment, AFTER);
        match whole.last_mut() {
            Some((_, last)) if later(*last, AFTER) >= moment => *last = end,
            _ => whole.push((moment, end)),
        }
    }
    let all: i64 = whole.iter().map(|(start, end)| hours_between(*start, *end) + 1).sum();
    let hours = all / MOST_STEPS + 1;
    let stretch = |(start, end): (DateTime, DateTime)| Stretch { start, steps: (hours_between(start, end) + hours) / hours };
    (hours, whole.into_iter().map(stretch).collect())
}

/// The last moment that a view of `stamp` takes in.
fn end_of(stamp: Stamp) -> DateTime {
    if stamp.day_only { stamp.date().at(23, 59, 0, 0) } else { stamp.order_key() }
}

fn later(moment: DateTime, hours: i64) -> DateTime {
    moment.checked_add(jiff::SignedDuration::from_hours(hours)).unwrap_or(moment)
}

fn hours_between(from: DateTime, to: DateTime) -> i64 {
    to.duration_since(from).as_mins().div_euclid(60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slider(moments: &[&str]) -> Slider {
        let moments: Vec<DateTime> = moments.iter().map(|text| text.parse().unwrap()).collect();
        let (hours, stretches) = stretches(&moments);
        let last = stretches.iter().map(|stretch| stretch.steps).sum::<i64>() - 1;
        Slider { hours, last, at: last, text: String::new(), ends: Default::default(), bars: Vec::new(), stretches }
    }

    #[test]
    fn every_step_is_a_moment_of_its_own_and_reads_back() {
        let slider = slider(&["2024-09-23T08:20:00", "2024-12-05T10:00:00", "2024-12-06T23:10:00", "2024-12-08T06:45:00"]);
        assert_eq!(slider.data(), "2024-09-23T08:00 25,2024-12-05T10:00 93");
        let steps: Vec<Stamp> = (0..=slider.last).map(|step| slider.moment(step)).collect();
        assert!(steps.windows(2).all(|pair| pair[0].order_key() < pair[1].order_key()));
        assert!(steps.iter().enumerate().all(|(at, stamp)| slider.step(stamp.order_key()) == at as i64));
        assert_eq!(short(slider.moment(25)), "2024-12-05T10:00");
        assert_eq!(slider.step("2024-11-01T00:00:00".parse().unwrap()), 24, "as at the end of the stretch before");
        assert_eq!((slider.step("2020-01-01T00:00:00".parse().unwrap()), slider.step("2030-01-01T00:00:00".parse().unwrap())), (0, slider.last));
        assert_eq!((slider.moment(-5), slider.moment(i64::MAX)), (steps[0], *steps.last().unwrap()));
    }

    #[test]
    fn years_take_longer_steps() {
        let days: Vec<String> = (0..1500).map(|day| later("2020-01-01T00:00:00".parse().unwrap(), day * 24).to_string()).collect();
        let slider = slider(&days.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(slider.last <= MOST_STEPS && slider.hours > 1, "{} steps of {} h", slider.last, slider.hours);
        assert!(slider.moment(slider.last).order_key() >= days.last().unwrap().parse().unwrap());
    }
}
