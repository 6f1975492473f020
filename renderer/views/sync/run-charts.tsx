import { BarChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { ColorSwatch, Group, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SyncRun } from '../../../preload/contract';
import { useStrings } from '../../stores/stores';
import { formatDate, formatNumber, formatTime } from '../../strings/format';
import type { Strings } from '../../strings/it';
import { dayFigures, runFigures } from './run-figures';
import { SYNC_PHASES } from './sync-phases';
import classes from './sync-view.module.css';

const HEIGHT = 170;

/** The charts of the last runs. Screen readers use the table, which contains the same figures. */
export default function RunCharts({ runs }: { readonly runs: readonly SyncRun[] }): ReactNode {
  const strings = useStrings();
  const { charts } = strings.sync;
  const figures = runFigures(runs).map((figure) => ({
    ...figure,
    label: formatTime(figure.startedAt, strings),
  }));
  const days = dayFigures(runs).map((figure) => ({ ...figure, label: formatDate(figure.day, strings) }));
  const count = (value: number): string => formatNumber(value, strings);
  return (
    <SimpleGrid cols={{ base: 1, md: 3 }} spacing="md" data-testid="run-charts">
      <Chart
        title={charts.durations}
        hint={charts.durationsHint}
        data={figures}
        format={(value) => strings.time.seconds(count(value))}
        series={SYNC_PHASES.map(({ name, color }) => ({ name, label: charts.stages[name], color }))}
      />
      <Chart
        title={charts.changes}
        hint={charts.changesHint}
        data={figures}
        format={count}
        series={[
          { name: 'added', label: charts.added, color: 'green.6' },
          { name: 'updated', label: charts.updated, color: 'blue.5' },
        ]}
      />
      <Chart
        title={charts.failures}
        hint={failuresHint(days, strings)}
        data={days}
        format={count}
        series={[
          { name: 'succeeded', label: charts.succeeded, color: 'green.6' },
          { name: 'failed', label: charts.failed, color: 'red.6' },
        ]}
      />
    </SimpleGrid>
  );
}

function failuresHint(days: readonly { readonly failed: number }[], { sync: { charts } }: Strings): string {
  const failed = days.reduce((sum, day) => sum + day.failed, 0);
  return charts.failuresHint(failed);
}

interface Series {
  readonly name: string;
  readonly label: string;
  readonly color: string;
}

function Chart(props: {
  readonly title: string;
  readonly hint: string;
  readonly data: readonly object[];
  readonly series: readonly Series[];
  readonly format: (value: number) => string;
}): ReactNode {
  const { title, hint, data, series, format } = props;
  return (
    <figure className={classes['chart']}>
      <Text component="figcaption" size="sm" fw={600}>
        {title}
      </Text>
      <Text size="xs" c="var(--app-quiet)">
        {hint}
      </Text>
      <Group gap="xs" my={8} className={classes['legend']}>
        {series.map(({ name, label, color }) => (
          <Group key={name} gap={5} wrap="nowrap">
            <ColorSwatch
              color={`var(--mantine-color-${color.replace('.', '-')})`}
              size={9}
              withShadow={false}
            />
            <Text size="xs">{label}</Text>
          </Group>
        ))}
      </Group>
      <div aria-hidden="true">
        <BarChart
          h={HEIGHT}
          data={[...data] as Record<string, unknown>[]}
          dataKey="label"
          type="stacked"
          series={[...series]}
          valueFormatter={format}
          gridAxis="x"
          tickLine="none"
          yAxisProps={{ width: 40, allowDecimals: false }}
          xAxisProps={{ interval: 'preserveStartEnd', minTickGap: 16 }}
          barProps={{ isAnimationActive: false, maxBarSize: 28 }}
          // Keyboard access to the bars is off because the table contains the same figures. The top
          // margin keeps the label of the highest line in place.
          barChartProps={{ accessibilityLayer: false, margin: { top: 10 } }}
        />
      </div>
    </figure>
  );
}
